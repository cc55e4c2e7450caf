import { z } from 'zod'
import { needed, oneOf, words } from '#platform/fields'

export const AT_RISK = {
  adult: 'An adult',
  child: 'A child',
  not_sure: 'I am not sure',
} as const
export type AtRisk = keyof typeof AT_RISK

export const DONE_ABOUT_IT = {
  seen: 'I have read it',
  told_council: 'Told the council’s front door',
  told_police: 'Told the police',
  talked: 'Talked to someone about it',
  no_more_to_do: 'Nothing more to do',
} as const
export type DoneAboutIt = keyof typeof DONE_ABOUT_IT

const codesOf = <K extends string>(list: Readonly<Record<K, string>>) => Object.keys(list) as [K, ...K[]]

/** A worry, in the words of whoever has it. Only the worry itself is needed: no concern is refused for want of a name. */
export const concernForm = z.object({
  words: needed('Write what worries you, as you saw or heard it', 10_000),
  atRisk: oneOf(codesOf(AT_RISK), 'Choose who may be at risk').default('not_sure'),
  saidAbout: words(200),
  toldAlready: words(500),
  session: words(40),
  call: words(40),
})
export type ConcernInput = z.output<typeof concernForm>

export const concernNoteForm = z.object({
  what: oneOf(codesOf(DONE_ABOUT_IT), 'Choose what was done'),
  words: words(10_000),
})
export type ConcernNoteInput = z.output<typeof concernNoteForm>
