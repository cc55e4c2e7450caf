import { z } from 'zod'
import { NEED_CODES, type Need } from '#modules/helpline'
import { LANGUAGE_CODES, type PersonInput } from '#modules/people'
import { maybeEmail, needed, oneOf, phones, postcode, someOf, words } from '#platform/fields'

/** The needs as the person would say them. */
export const YOUR_NEEDS: Readonly<Record<Need, string>> = {
  learn_skills: 'Learn to use a phone, a tablet or a computer',
  borrow_device: 'Borrow a tablet or a laptop',
  data: 'Get data or a SIM card',
  task: 'Do one thing, such as a form, a bill or a video call',
  join_group: 'Join a group near me',
  organisation: 'Help for the staff or volunteers where I work',
  feedback: 'Tell us what is hard, or what would help',
}

/** First question: what for. */
export const needFields = {
  needs: someOf(NEED_CODES, 'Choose from the list').refine((needs) => needs.length > 0, {
    error: 'Choose at least one thing you would like help with',
  }),
  words: words(2000),
}

/** Second question: who, and how to reach them. `website` is a trap: people are told to leave it empty, programs fill it in. */
export const reachFields = {
  name: needed('Enter your name, or what you want us to call you'),
  phones: phones(),
  email: maybeEmail(),
  address: words(300),
  postcode: postcode(),
  language: oneOf(LANGUAGE_CODES, 'Choose the language you speak best').default('en'),
  safeContact: words(500),
  website: words(200).refine((text) => text === '', {
    error: 'Leave this box empty. It is there to stop programs that send junk',
  }),
}

type Ways = { readonly phones: readonly string[]; readonly email: string | null; readonly address: string }
const anyWay = ({ phones, email, address }: Ways): boolean => phones.length > 0 || email !== null || address !== ''
const noWay = { path: ['phones'], error: 'Enter a phone number, an email address or a postal address, so that we can reach you' }

export const needForm = z.object(needFields)
export const helpForm = z.object({ ...needFields, ...reachFields }).refine(anyWay, noWay)
export type HelpInput = z.output<typeof helpForm>

export const WAYS = {
  call: { nextAction: 'Ring them back', promise: 'A person from our helpline will ring you' },
  email: { nextAction: 'Email them back', promise: 'A person from our helpline will email you' },
  letter: { nextAction: 'Write them a letter', promise: 'A person from our helpline will write to you' },
} as const
export type Way = keyof typeof WAYS

/** The way we get back to them: by phone if there is one, since a person answers best by voice. */
export const wayBack = ({ phones, email }: Ways): Way => (phones.length > 0 ? 'call' : email ? 'email' : 'letter')

/** What they told us, as the details of a person. */
export const personOf = (input: HelpInput): PersonInput => ({
  name: input.name,
  knownAs: '',
  birthYear: null,
  phones: input.phones,
  email: input.email,
  address: input.address,
  postcode: input.postcode,
  language: input.language,
  reachBy: wayBack(input),
  supportNeeds: '',
  safeContact: input.safeContact,
})
