import { type Refusal, refuse } from '#platform/outcome'

/** Why a referral stopped, as its partner is told: by email on the day, and on its page after. Never more than this of the person. */
const STOPPED_BECAUSE = {
  not_agreed: 'They no longer agree to it.',
  left: 'You have left the alliance, so we need nothing more.',
  closed: 'It is closed on our side, so we need nothing more. Thank you.',
  not_needed: 'We no longer need your help with it.',
  leave_them: 'We no longer need your help with it. Please do not get in touch with them.',
} as const
export type StoppedBecause = keyof typeof STOPPED_BECAUSE

const PLEASE_STOP = 'Please stop, and delete what you know of them from this. You do not need to do anything else.'

/** The reason in words; empty for a referral that stopped before reasons were kept. */
export const becauseWords = (because: string | null): string => STOPPED_BECAUSE[because as StoppedBecause] ?? ''

/** What a partner is told of it: a line each. */
export const stoppedLines = (reference: string, because: string | null): readonly string[] => [
  `We asked you to help someone (${reference}). ${becauseWords(because)}`.trimEnd(),
  PLEASE_STOP,
]

const GONE = 410
const OVER = 'This is over, so there is nothing more to see here'

/** What a partner that opens or answers one which is over is refused with: of one that stopped, what it was written. */
export const overFor = (sent: {
  readonly reference: string
  readonly status: string
  readonly stopped_because: string | null
}): Refusal => {
  const why = sent.status === 'stopped' && sent.stopped_because
  if (!why) return { ...refuse('over', OVER), status: GONE }
  return { ...refuse('over', 'This is stopped'), status: GONE, next: stoppedLines(sent.reference, why).join(' ') }
}
