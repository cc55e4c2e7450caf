/** Why a referral stopped, as its partner is told: by email on the day, and on its page after. Never more than this of the person. */
const STOPPED_BECAUSE = {
  not_agreed: 'They no longer agree to it.',
  left: 'You have left the alliance, so we need nothing more.',
  closed: 'It is closed on our side, so we need nothing more. Thank you.',
  not_needed: 'We no longer need your help with it.',
  leave_them: 'We no longer need your help with it. Please do not get in touch with them.',
} as const
export type StoppedBecause = keyof typeof STOPPED_BECAUSE

export const PLEASE_STOP = 'Please stop, and delete what you know of them from this. You do not need to do anything else.'

/** The reason in words; empty for a referral that stopped before reasons were kept. */
export const becauseWords = (because: string | null): string => STOPPED_BECAUSE[because as StoppedBecause] ?? ''
