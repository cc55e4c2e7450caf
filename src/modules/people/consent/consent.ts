import { z } from 'zod'
import { date, maybeDate, oneOf, words } from '#platform/fields'

export const PURPOSES = {
  hold: 'Keep their details and get in touch',
  share: 'Share their details with a partner',
  research: 'Ask them to take part in research',
  story: 'Tell their story',
} as const
export type Purpose = keyof typeof PURPOSES

export const HOW = {
  spoken: 'They said so, to me',
  writing: 'In writing',
  online: 'Online',
} as const
export type How = keyof typeof HOW

export const HOW_SAID: Readonly<Record<How, string>> = { spoken: 'spoken', writing: 'in writing', online: 'online' }

const codesOf = <K extends string>(list: Readonly<Record<K, string>>) => Object.keys(list) as [K, ...K[]]
const maybeId = z.preprocess((value) => value || null, z.uuid({ error: 'Choose a partner from the list' }).nullable())

/** What someone agrees to: for what, how they said so, who spoke for them, until when. */
export const consentForm = z
  .object({
    purpose: oneOf(codesOf(PURPOSES), 'Choose what they agree to'),
    partner: maybeId,
    how: oneOf(codesOf(HOW), 'Choose how they told us'),
    givenOn: date('Enter the day they told us'),
    onBehalf: words(200),
    endsOn: maybeDate('Enter the last day it counts, or leave it empty'),
  })
  .refine(({ purpose, partner }) => purpose !== 'share' || partner !== null, {
    path: ['partner'],
    error: 'Choose the partner they agree to share with',
  })
  .refine(({ givenOn, endsOn }) => endsOn === null || endsOn >= givenOn, {
    path: ['endsOn'],
    error: 'The last day must be after the day they told us',
  })
export type ConsentInput = z.output<typeof consentForm>

export const withdrawForm = z.object({
  how: oneOf(codesOf(HOW), 'Choose how they told us'),
  why: words(500),
})
export type WithdrawInput = z.output<typeof withdrawForm>
