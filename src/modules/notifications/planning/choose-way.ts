import type { MessageWay, Quiet } from '../providers/provider'
import { nextOpen, type SafeWindow, type Span } from './open-hours'

/** How a person may be reached at this moment (the view person_reach). */
export interface Reach {
  readonly sayName: string
  readonly language: string
  /** In their order: call, text, email, letter, through_someone. */
  readonly ways: readonly string[]
  /** `texts`: a mobile whose owner has not asked us to stop. */
  readonly phones: readonly { readonly number: string; readonly texts: boolean; readonly works: boolean }[]
  readonly emails: readonly { readonly address: string; readonly works: boolean }[]
  readonly postal: readonly string[]
  readonly doNotCall: boolean
  readonly neverText: boolean
  readonly neverWrite: boolean
  readonly gone: boolean
  readonly restricted: boolean
  readonly holdsConsent: boolean
  readonly largePrint: boolean
  readonly safePlan: boolean
  readonly safeNumber: string | null
  readonly safeWindows: readonly SafeWindow[]
  readonly ourName: string
}

export interface Asked {
  readonly reach: Reach
  /** The ways the alliance uses. */
  readonly on: Readonly<Record<MessageWay, boolean>>
  readonly quiet: Quiet
  /** Where this has been tried and did not arrive. */
  readonly failed: readonly { readonly way: string; readonly address: string }[]
  readonly now: Date
  readonly notAfter: Date | null
  /** A paper goes with it, which neither a text nor a voice can carry. */
  readonly onPaper?: boolean
}

export const BECAUSE = {
  gone: 'We do not write to them any more',
  'no-consent': 'They have taken back their consent',
  'kept-apart': 'Their record is kept apart, with no safe way to reach them',
  'no-way': 'We know no way to reach them',
  'too-late': 'It was too late to be of use',
  'no-words': 'There are no words for it',
} as const
export type Because = keyof typeof BECAUSE

export type Choice =
  /** Goes now, and not after `until`. */
  | { readonly kind: 'message'; readonly way: MessageWay; readonly address: string; readonly until: Date | null }
  /** It is quiet now where they like it best: look again then. */
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'call'; readonly from: Date | null; readonly until: Date | null }
  | { readonly kind: 'nothing'; readonly because: Because }

type Step = (asked: Asked) => Choice | null

const inTime = (span: Span | null, notAfter: Date | null): Span | null =>
  span && (!notAfter || span.from < notAfter) ? span : null

const sooner = (one: Date, other: Date | null): Date => (other && other < one ? other : one)

const open = ({ now, quiet, reach, notAfter }: Asked): Span | null => inTime(nextOpen(now, quiet, reach.safeWindows), notAfter)

/** To an address that has not failed, now or when it is no longer quiet. */
const bySignal = (asked: Asked, way: 'text' | 'email', addresses: readonly string[]): Choice | null => {
  const address = addresses.find((one) => !asked.failed.some((tried) => tried.way === way && tried.address === one))
  const span = open(asked)
  if (!address || !span || !asked.on[way]) return null
  if (span.from > asked.now) return { kind: 'wait', until: span.from }
  return { kind: 'message', way, address, until: sooner(span.until, asked.notAfter) }
}

const byText: Step = (asked) => {
  const { phones, safeNumber, neverText } = asked.reach
  const theirs = phones.filter(({ texts, works }) => texts && works).map(({ number }) => number)
  if (neverText) return null
  return bySignal(asked, 'text', safeNumber === null ? theirs : theirs.filter((number) => number === safeNumber))
}

/** Someone who must not be written to may still have one safe address: then it is the only one there. */
const byEmail: Step = (asked) => {
  const theirs = asked.reach.emails.filter(({ works }) => works)
  return bySignal(
    asked,
    'email',
    theirs.map(({ address }) => address),
  )
}

/** Paper is quiet: it may go at any hour. */
const byLetter: Step = ({ reach, on, failed, notAfter }) => {
  const tried = failed.some(({ way }) => way === 'letter')
  if (reach.neverWrite || reach.postal.length === 0 || tried || !on.letter) return null
  return { kind: 'message', way: 'letter', address: reach.postal.join('\n'), until: notAfter }
}

const callAt = (asked: Asked): Choice | null => {
  const span = open(asked)
  if (!span || asked.failed.some(({ way }) => way === 'call')) return null
  const bounded = asked.reach.safeWindows.length > 0 || asked.notAfter !== null
  const end = asked.reach.safeWindows.length > 0 ? sooner(span.until, asked.notAfter) : asked.notAfter
  return { kind: 'call', from: span.from > asked.now ? span.from : null, until: bounded ? end : null }
}

const byCall: Step = (asked) => {
  const { doNotCall, phones } = asked.reach
  if (doNotCall || !phones.some(({ works }) => works)) return null
  return callAt(asked)
}

const STEPS: Readonly<Record<string, Step>> = {
  text: byText,
  email: byEmail,
  letter: byLetter,
  call: byCall,
  // A worker reads through whom, and rings them: their own numbers need not be known.
  through_someone: callAt,
}

/** What is left when nothing in their order works: paper, and then a voice. With a safe plan only what it lists. */
const LAST: readonly string[] = ['letter', 'call']

/** What carries a paper: tried first, in their order, where one goes with it. */
const PAPER: readonly string[] = ['email', 'letter']

const never = ({ reach, now, notAfter }: Asked): Because | null => {
  if (reach.gone) return 'gone'
  if (!reach.holdsConsent) return 'no-consent'
  if (reach.restricted && !reach.safePlan) return 'kept-apart'
  return notAfter && notAfter <= now ? 'too-late' : null
}

/**
 * How to tell a person something now: their own order, what is safe, what they agreed to, quiet hours, what the alliance uses
 * and what has failed. Where nothing else is left, a letter or a call.
 */
export const chooseWay = (asked: Asked): Choice => {
  const because = never(asked)
  if (because) return { kind: 'nothing', because }
  const order = asked.reach.safePlan ? asked.reach.ways : [...asked.reach.ways, ...LAST]
  const first = asked.onPaper ? order.filter((way) => PAPER.includes(way)) : []
  for (const way of [...first, ...order]) {
    const choice = STEPS[way]?.(asked)
    if (choice) return choice
  }
  return { kind: 'nothing', because: asked.notAfter && !open(asked) ? 'too-late' : 'no-way' }
}
