import { z } from 'zod'
import { PARTS } from '#modules/callbacks'
import { LANGUAGES } from '#modules/people'
import { maybeWhole, oneOf, phones, postcode, someOf, words } from '#platform/fields'
import { isId } from '#platform/ids'
import { BARRIER_CODES, NEED_CODES, THEME_CODES } from '../requests/request'
import { AGREED, type Agreed, RING_WHOM, SENT_HOW, STANDINGS } from './call-words'

export { AGREED, type Agreed, RING_WHOM, SENT_HOW, type SentHow, STANDINGS, type Standing } from './call-words'

export const DIRECTIONS = { in: 'They rang us', out: 'We rang them' } as const
export type Direction = keyof typeof DIRECTIONS

export const RESULTS = {
  spoke: 'We spoke',
  voicemail: 'Left a message',
  no_answer: 'No answer',
  wrong_number: 'Wrong number',
  refused: 'Did not want to talk',
  call_again: 'Asked us to ring again',
  language_line: 'Language line needed',
} as const
export type Result = keyof typeof RESULTS

/** What can happen next, before you hang up. */
export const NEXT_STEPS = {
  session: 'Book a session',
  ring: 'Ring them back',
  refer: 'Pass to a partner',
  lend: 'Lend a device',
  signpost: 'Show them where to go',
  other: 'Something else',
  queue: 'Try again: it stays in the queue',
  sorted: 'Sorted on this call',
  nothing: 'Nothing more to do',
} as const
export type Next = keyof typeof NEXT_STEPS

const ENDS: readonly Next[] = ['sorted', 'signpost', 'nothing', 'queue']

/** These leave a request open, so they need a day. */
export const leavesOpen = (next: Next): boolean => !ENDS.includes(next)

/** These open no request of their own. */
export const opensNone = (next: Next): boolean => next === 'nothing' || next === 'queue'

/** Steps a module does while the caller is on the line, and the field its offer is chosen by. */
export const STEP_PICKS = { session: 'pickSession', lend: 'pickLend', refer: 'pickRefer' } as const
export type StepWithPick = keyof typeof STEP_PICKS
export const hasPick = (next: string): next is StepWithPick => next in STEP_PICKS

/** The single key of each next step. */
export const NEXT_KEYS: Readonly<Record<Next, string>> = {
  ...{ session: 'S', ring: 'R', refer: 'P', lend: 'L', signpost: 'W', other: 'O', queue: 'T', sorted: 'D', nothing: 'X' },
}

/** Why nothing more is to do: a call that leads to nothing says so. */
export const WHY_NOTHING = {
  asked_only: 'They only wanted to know something',
  has_help: 'Someone is helping them already',
  not_wanted: 'They do not want help',
  not_ours: 'It is nothing we can help with',
  no_person: 'Nobody was on the line',
} as const
export type WhyNothing = keyof typeof WHY_NOTHING

/** Said of a caller who is none of the people we know: make a record of them. */
export const NEW_PERSON = 'new'

/** The request a call opens, rather than one that is open already. */
export const NEW_REQUEST = 'new'

const codes = <T extends string>(table: Readonly<Record<T, string>>) => Object.keys(table) as [T, ...T[]]

const maybeOneOf = <const T extends readonly [string, ...string[]]>(options: T, error: string) =>
  z.preprocess((value) => value || null, z.enum(options, { error }).nullable()).default(null)

const ids = z.preprocess((value) => [value ?? []].flat(), z.array(z.string())).transform((all) => all.filter((id) => isId(id)))

const stepFields = {
  next: oneOf(codes(NEXT_STEPS), 'Choose what happens next, before you hang up'),
  /** What was chosen under a step that does more: the session, the device, the partner. */
  pickSession: words(60),
  pickLend: words(60),
  pickRefer: words(60),
  place: words(40),
  learning: words(40),
  signpostWords: words(300),
  sentHow: maybeOneOf(codes(SENT_HOW), 'Choose how they are told'),
  whyNothing: maybeOneOf(codes(WHY_NOTHING), 'Choose why there is nothing more to do'),
  nextOn: words(10),
  pickTime: words(20),
  /** The day of a ring, of those on which somebody rings; without it, `nextOn`. */
  ringOn: words(10),
  nextPart: maybeOneOf(PARTS as ['morning', 'afternoon', 'evening'], 'Choose a time of day'),
  nextWords: words(150),
}

/** In the order of the page, by which what is to put right is told. */
const callFields = z.object({
  person: words(20),
  /** Said by the page that asks who it is: the person was chosen there, and what is open for them was not on it. */
  chosenNow: words(3),
  name: words(200),
  phones: phones(),
  postcode: postcode(),
  language: oneOf(codes(LANGUAGES), 'Choose a language').default('en'),
  safeContact: words(500),
  notes: words(10_000),
  callerName: words(200),
  callerPhones: phones(),
  standing: maybeOneOf(codes(STANDINGS), 'Choose who the caller is to them'),
  agreed: maybeOneOf(codes(AGREED), 'Choose whether they agreed'),
  ringWhom: maybeOneOf(codes(RING_WHOM), 'Choose whom to ring back'),
  needs: someOf(NEED_CODES, 'Choose needs from the list'),
  barriers: someOf(BARRIER_CODES, 'Choose what holds them back from the list'),
  direction: oneOf(codes(DIRECTIONS), 'Choose who rang').default('in'),
  result: oneOf(codes(RESULTS), 'Choose how the call went').default('spoke'),
  minutes: maybeWhole(0, 600, 'Enter the minutes as a whole number, 600 at most, such as 12'),
  request: words(20),
  theme: maybeOneOf(THEME_CODES, 'Choose what it is about from the list'),
  /** The call-backs they talked about, and the incoming call it answers. */
  callBacks: ids,
  incoming: words(40),
  ...stepFields,
})

type Typed = Partial<z.output<typeof callFields>>

/** The reference of a person known already, if the call is with one. */
export const knownPerson = (person: string | undefined): string => (person === NEW_PERSON ? '' : (person ?? ''))

/** They were found by what was typed of somebody new: what is open for them, and the rings we owe them, nobody has seen yet. */
export const isSeenFirst = ({ person, chosenNow }: Typed): boolean => Boolean(chosenNow && knownPerson(person))

/** Someone rings for someone else. */
export const forOther = ({ callerName }: Typed): boolean => Boolean(callerName)

/** The same where it does not say yet who: a ring to the one who rings is for them too. */
const tellsOfOther = ({ callerName, callerPhones, standing, agreed, ringWhom }: Typed): boolean =>
  Boolean(callerName || standing || agreed || callerPhones?.length || ringWhom === 'caller')

/** The ring is for whoever rings for them, by that one's own numbers and plan. */
export const ringsCaller = (call: Typed): boolean => forOther(call) && call.ringWhom === 'caller'

/** What we do first for someone who has not agreed yet, before the words of any step. */
export const askFirst = (agreed: Agreed | null): string => (agreed === 'not_yet' ? 'Ask whether they agree that we help. ' : '')

/** Who said that they agree, where they were not there to say it: "Bea Example, a relative"; empty when they said so themselves. */
export const spokeFor = ({ callerName, standing, agreed }: Typed): string =>
  callerName && standing && agreed === 'said_so' ? `${callerName}, ${STANDINGS[standing].toLowerCase()}` : ''

/** These results say by themselves why nothing more is to do. */
const SAYS_WHY: readonly Result[] = ['wrong_number', 'refused']
/** What can be done for someone who has not agreed yet: to ask them, by a ring or some other way. */
const ASKS_FIRST: readonly Next[] = ['ring', 'other', 'nothing']

/** The day of what happens next. */
export const dayOf = ({ next, nextOn, ringOn }: Typed): string => (next === 'ring' && ringOn ? ringOn : (nextOn ?? ''))

export const isDay = (text: string | undefined): boolean => z.iso.date().safeParse(text).success
const asksAnew = ({ request, next }: Typed): boolean => (request || NEW_REQUEST) === NEW_REQUEST && !opensNone(next ?? 'other')

const isWithSomeone = ({ person, name }: Typed): boolean => Boolean(knownPerson(person) || name)
const saysNobody = ({ next, whyNothing }: Typed): boolean => next === 'nothing' && whyNothing === 'no_person'

export const NOT_AGREED = 'They have not agreed yet: choose “Ring them back”, or “Something else” and how, to ask them first'

/** What may come next for someone who has not agreed yet. */
export const asksFirst = (next: Next): boolean => ASKS_FIRST.includes(next)

/** Checked beside the fields, not after them, so that all there is to put right shows at once. */
const always = { when: () => true }

/** One call, as the desk sends it: who, what they said, and what happens next. */
export const callForm = callFields
  .refine((call: Typed) => isWithSomeone(call) || saysNobody(call), {
    path: ['name'],
    error: 'Enter their name, or find them first',
    ...always,
  })
  .refine((call: Typed) => isWithSomeone(call) || !saysNobody(call), {
    path: ['name'],
    error:
      'With nobody on the line there is nothing to save. Leave this page, and throw the call away under “Calls not finished”',
    ...always,
  })
  .refine((call: Typed) => !asksAnew(call) || (call.needs?.length ?? 0) > 0, {
    path: ['needs'],
    error: 'Choose at least one thing they need',
    ...always,
  })
  .refine((call: Typed) => !call.next || !leavesOpen(call.next) || call.next === 'ring' || isDay(call.nextOn), {
    path: ['nextOn'],
    error: 'Choose the day it happens',
    ...always,
  })
  .refine((call: Typed) => call.next !== 'ring' || isDay(dayOf(call)), {
    path: ['ringOn'],
    error: 'Choose the day to ring them',
    ...always,
  })
  .refine((call: Typed) => call.next !== 'nothing' || SAYS_WHY.includes(call.result ?? 'spoke') || Boolean(call.whyNothing), {
    path: ['whyNothing'],
    error: 'Choose why there is nothing more to do',
    ...always,
  })
  .refine((call: Typed) => call.next !== 'signpost' || Boolean(call.place || call.learning || call.signpostWords), {
    path: ['place'],
    error: 'Choose a place or something to learn from, or write where they can go',
    ...always,
  })
  .refine((call: Typed) => !tellsOfOther(call) || forOther(call), {
    path: ['callerName'],
    error: 'Enter the name of who rings. If they ring for themselves, empty the fields under “Someone rings for them”',
    ...always,
  })
  .refine((call: Typed) => !tellsOfOther(call) || Boolean(call.standing), {
    path: ['standing'],
    error: 'Choose who the caller is to them',
    ...always,
  })
  .refine((call: Typed) => !tellsOfOther(call) || Boolean(call.agreed), {
    path: ['agreed'],
    error: 'Choose whether the person it is about agreed',
    ...always,
  })
  .refine((call: Typed) => call.agreed !== 'not_yet' || !forOther(call) || ASKS_FIRST.includes(call.next ?? 'ring'), {
    path: ['next'],
    error: NOT_AGREED,
    ...always,
  })
  .refine((call: Typed) => call.next !== 'queue' || (call.callBacks?.length ?? 0) > 0, {
    path: ['next'],
    error: 'Tick the call that stays in the queue, under “We owe them a call”. If none is there, choose something else',
    ...always,
  })
export type CallInput = z.output<typeof callForm>
