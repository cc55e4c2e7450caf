import { z } from 'zod'
import { LANGUAGES } from '#modules/people'
import { maybeWhole, oneOf, phones, postcode, someOf, words } from '#platform/fields'
import { BARRIER_CODES, NEED_CODES } from '../requests/request'

export const DIRECTIONS = { in: 'They rang us', out: 'We rang them' } as const
export type Direction = keyof typeof DIRECTIONS

export const RESULTS = {
  spoke: 'We spoke',
  voicemail: 'Left a message',
  no_answer: 'No answer',
  wrong_number: 'Wrong number',
  refused: 'Did not want to talk',
  call_again: 'Asked us to ring again',
  language_line: 'Spoke through an interpreter',
} as const
export type Result = keyof typeof RESULTS

/** What can happen next, before you hang up. */
export const NEXT_STEPS = {
  session: 'Book a session',
  ring: 'Ring them back',
  refer: 'Pass to a partner',
  lend: 'Lend a device',
  other: 'Something else',
  sorted: 'Sorted on this call',
  nothing: 'Nothing more to do',
} as const
export type Next = keyof typeof NEXT_STEPS

/** These leave a request open, so they need a day. */
export const leavesOpen = (next: Next): boolean => next !== 'sorted' && next !== 'nothing'

/** Said of a caller who is none of the people we know: make a record of them. */
export const NEW_PERSON = 'new'

/** The request a call opens, rather than one that is open already. */
export const NEW_REQUEST = 'new'

const codes = <T extends string>(table: Readonly<Record<T, string>>) => Object.keys(table) as [T, ...T[]]

const callFields = z.object({
  person: words(20),
  name: words(200),
  phones: phones(),
  postcode: postcode(),
  language: oneOf(codes(LANGUAGES), 'Choose a language').default('en'),
  safeContact: words(500),
  notes: words(10_000),
  needs: someOf(NEED_CODES, 'Choose needs from the list'),
  barriers: someOf(BARRIER_CODES, 'Choose what holds them back from the list'),
  direction: oneOf(codes(DIRECTIONS), 'Choose who rang').default('in'),
  result: oneOf(codes(RESULTS), 'Choose how the call went').default('spoke'),
  minutes: maybeWhole(0, 600, 'Enter the minutes as a whole number, such as 12'),
  request: words(20),
  next: oneOf(codes(NEXT_STEPS), 'Choose what happens next, before you hang up'),
  nextOn: words(10),
  nextWords: words(150),
})

type Typed = Partial<z.output<typeof callFields>>

/** The reference of a person known already, if the call is with one. */
export const knownPerson = (person: string | undefined): string => (person === NEW_PERSON ? '' : (person ?? ''))

const isDay = (text: string | undefined): boolean => z.iso.date().safeParse(text).success
const asksAnew = ({ request, next }: Typed): boolean => (request || NEW_REQUEST) === NEW_REQUEST && next !== 'nothing'

/** Checked beside the fields, not after them, so that all there is to put right shows at once. */
const always = { when: () => true }

/** One call, as the desk sends it: who, what they said, and what happens next. */
export const callForm = callFields
  .refine((call: Typed) => Boolean(knownPerson(call.person) || call.name), {
    path: ['name'],
    error: 'Enter their name, or find them first',
    ...always,
  })
  .refine((call: Typed) => !asksAnew(call) || (call.needs?.length ?? 0) > 0, {
    path: ['needs'],
    error: 'Choose at least one thing they need',
    ...always,
  })
  .refine((call: Typed) => !call.next || !leavesOpen(call.next) || isDay(call.nextOn), {
    path: ['nextOn'],
    error: 'Choose the day it happens',
    ...always,
  })
export type CallInput = z.output<typeof callForm>
