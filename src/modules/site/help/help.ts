import { z } from 'zod'
import { NEED_CODES, type Need, STANDINGS, type Standing, THEME_CODES } from '#modules/helpline'
import { LANGUAGE_CODES } from '#modules/people'
import { maybeEmail, maybeOneOf, needed, oneOf, phoneNumber, phones, postcode, someOf, words } from '#platform/fields'

const codesOf = <K extends string>(list: Readonly<Record<K, string>>) => Object.keys(list) as [K, ...K[]]

/** The needs as the person would say them. */
export const YOUR_NEEDS: Readonly<Record<Need, string>> = {
  learn_skills: 'Learn to use a phone, a tablet or a computer',
  borrow_device: 'Borrow a tablet or a laptop',
  data: 'Get data or a SIM card',
  task: 'Do one thing, such as a form, a bill or a video call',
  join_group: 'Join a group nearby',
  organisation: 'Help for the staff or volunteers at work',
  feedback: 'Tell us what is hard, or what would help',
}

export const WHOM = { me: 'Me', other: 'Someone else' } as const

/** What the asker is to the person, as the asker would say it. */
export const YOU_ARE: Readonly<Record<Standing, string>> = {
  ...STANDINGS,
  relative: 'Their relative',
  neighbour: 'Their friend or neighbour',
  carer: 'Their carer',
  support_worker: 'Their support worker',
  councillor: 'Their councillor',
  gp: 'From their GP practice',
  social_worker: 'Their social worker',
}

export const DO_THEY_AGREE = { said_so: 'Yes, they know and agree', not_yet: 'Not yet' } as const

/** The ways of getting in touch, and what the helpline does next for each. */
export const WAYS = {
  call: { label: 'Ring', verb: 'ring' },
  text: { label: 'Send a text', verb: 'text' },
  email: { label: 'Send an email', verb: 'email' },
  letter: { label: 'Write a letter', verb: 'write to' },
} as const
export type Way = keyof typeof WAYS
export const WAY_CODES = Object.keys(WAYS) as [Way, ...Way[]]

export const NEVER = {
  voicemail: 'Do not leave a message on the phone',
  text: 'Do not send texts',
  write: 'Do not send letters or emails',
} as const
export type Never = keyof typeof NEVER

const isMobile = (number: string): boolean => /^\+447([1-57-9]|624)/.test(number)

/** A phone number or an email address in one box; empty is allowed. */
const phoneOrEmail = z
  .preprocess((value) => String(value ?? '').trim(), z.string().max(250))
  .transform((text, issue) => {
    const phone = phoneNumber(text)
    const email = z.email().safeParse(text.toLowerCase())
    if (text !== '' && !phone && !email.success)
      issue.addIssue({ code: 'custom', message: 'Enter a phone number or an email address, such as 0161 496 0123' })
    return { phone, email: email.success ? email.data : null }
  })

/** All that the form can ask. `website` is a trap: people are told to leave it empty, programs fill it in. */
export const helpFields = {
  whom: oneOf(codesOf(WHOM), 'Choose who needs help'),
  standing: maybeOneOf(codesOf(STANDINGS), 'Choose who you are to them'),
  agreed: maybeOneOf(codesOf(DO_THEY_AGREE), 'Choose whether they agree'),
  needs: someOf(NEED_CODES, 'Choose from the list').refine((needs) => needs.length > 0, {
    error: 'Choose at least one thing',
  }),
  theme: maybeOneOf(THEME_CODES, 'Choose what it is about from the list'),
  words: words(2000),
  askerName: words(200),
  name: needed('Enter a name. A first name is enough'),
  way: oneOf(WAY_CODES, 'Choose how we should get in touch'),
  phones: phones(),
  email: maybeEmail(),
  address: words(300),
  postcode: postcode(),
  language: oneOf(LANGUAGE_CODES, 'Choose the language').default('en'),
  bestTimes: words(200),
  never: someOf(codesOf(NEVER), 'Choose from the list'),
  safeContact: words(500),
  askerReach: phoneOrEmail,
  website: words(200).refine((text) => text === '', {
    error: 'Leave this box empty. It is there to stop programs that send junk',
  }),
} as const
export type HelpField = keyof typeof helpFields
export type HelpInput = z.output<z.ZodObject<typeof helpFields>>

export interface Problem {
  readonly field: HelpField
  readonly says: string
}
type Answered = Partial<HelpInput>

const missing: Readonly<Record<Way, (input: Answered) => Problem | null>> = {
  call: ({ phones = [] }) => (phones.length > 0 ? null : { field: 'phones', says: 'Enter a phone number' }),
  text: ({ phones = [] }) =>
    phones.some(isMobile)
      ? null
      : { field: 'phones', says: 'Enter a mobile number, such as 07700 900123, so that we can text it' },
  email: ({ email }) => (email ? null : { field: 'email', says: 'Enter an email address' }),
  letter: ({ address, postcode }) => {
    if (!address) return { field: 'address', says: 'Enter the address to write to' }
    return postcode ? null : { field: 'postcode', says: 'Enter the postcode, so that the letter arrives' }
  },
}

/** The way they chose needs its number or address. */
export const reachProblem = (way: Way, input: Answered): Problem | null => missing[way](input)

/** Nobody can be texted who must never be texted. */
export const neverProblem = (way: Way, never: readonly Never[]): Problem | null => {
  if (way === 'text' && never.includes('text'))
    return { field: 'never', says: 'You asked us to text. Untick “Do not send texts”, or go back and choose another way' }
  if ((way === 'email' || way === 'letter') && never.includes('write'))
    return {
      field: 'never',
      says: `You asked us to ${WAYS[way].verb} you. Untick “Do not send letters or emails”, or go back and choose another way`,
    }
  return null
}

/** Someone who asks for somebody else says who they are, and whether the other knows. */
export const askerProblem = (input: Answered): Problem | null => {
  if (input.whom !== 'other') return null
  if (!input.standing) return { field: 'standing', says: 'Choose who you are to them' }
  if (!input.agreed) return { field: 'agreed', says: 'Choose whether they agree' }
  return input.askerName ? null : { field: 'askerName', says: 'Enter your name' }
}

/** The whole form, as it is sent. */
export const helpForm = z.object(helpFields).superRefine((input, issue) => {
  const problem = askerProblem(input) ?? reachProblem(input.way, input) ?? neverProblem(input.way, input.never)
  if (problem) issue.addIssue({ code: 'custom', path: [problem.field], message: problem.says })
})
