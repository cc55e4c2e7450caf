import { z } from 'zod'
import { oneOf, someOf, ticked, words } from '#platform/fields'
import { OUTCOME_CODES } from '../requests/request'

/** What a person can agree that a partner may know, beside their name. */
export const SHARED = {
  phone: 'Phone numbers that are safe to ring',
  address: 'Address and postcode',
  language: 'Language, and if they need an interpreter',
  support: 'What helps them: large print, going slowly and so on',
  needs: 'What they need',
  words: 'What they told us, in their words',
} as const
export type Shared = keyof typeof SHARED
export const SHARED_CODES = Object.keys(SHARED) as [Shared, ...Shared[]]

/** What is passed on from the call desk, where the worker has one key to press. */
export const USUALLY_SHARED: readonly Shared[] = ['phone', 'language', 'needs']

export const DECLINE_REASONS = {
  no_room: 'We have no room now',
  not_ours: 'It is not what we do',
  out_of_area: 'They live outside our area',
  cannot_reach: 'We could not reach them',
  other: 'Something else',
} as const
export type DeclineReason = keyof typeof DECLINE_REASONS
const DECLINE_CODES = Object.keys(DECLINE_REASONS) as [DeclineReason, ...DeclineReason[]]

/** Working days a partner has to answer, and again after it was reminded once. */
export const DAYS_TO_ANSWER = 5
export const DAYS_AFTER_NUDGE = 2

export const sendForm = z.object({
  partner: z.uuid({ error: 'Choose the partner' }),
  shared: someOf(SHARED_CODES, 'Choose what they agreed to from the list'),
  words: words(1000),
  agreed: ticked('Tick to say they agreed. We cannot pass on a person’s details without it'),
})
export type SendInput = z.output<typeof sendForm>

export const ANSWERS = {
  accept: 'Yes, we will help them',
  askMore: 'We need to know more first',
  decline: 'No, we cannot help them',
} as const
export type Answer = keyof typeof ANSWERS | 'finish'

const maybe = <const T extends readonly [string, ...string[]]>(codes: T, error: string) =>
  z.preprocess((value) => value || null, z.enum(codes, { error }).nullable()).default(null)

/** What a partner answers, at once or in the end. */
export const answerForm = z
  .object({
    answer: oneOf(['accept', 'askMore', 'decline', 'finish'], 'Choose your answer'),
    reason: maybe(DECLINE_CODES, 'Choose why you cannot help'),
    outcome: maybe(OUTCOME_CODES, 'Choose how it ended'),
    words: words(1000),
  })
  .refine(({ answer, reason }) => answer !== 'decline' || reason !== null, {
    path: ['reason'],
    error: 'Choose why you cannot help',
  })
  .refine(({ answer, words }) => answer !== 'askMore' || words !== '', { path: ['words'], error: 'Enter what you need to know' })
  .refine(({ answer, outcome }) => answer !== 'finish' || outcome !== null, { path: ['outcome'], error: 'Choose how it ended' })
export type AnswerInput = z.output<typeof answerForm>
