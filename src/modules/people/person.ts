import { z } from 'zod'
import { maybeEmail, maybeWhole, needed, oneOf, phones, postcode, words } from '#platform/fields'

export const REACH_BY = {
  call: 'A phone call',
  text: 'A text message',
  email: 'An email',
  letter: 'A letter',
  through_someone: 'Through someone they trust',
} as const
export type ReachBy = keyof typeof REACH_BY

export const LANGUAGES = {
  en: 'English',
  ur: 'Urdu',
  bn: 'Bengali',
  pl: 'Polish',
  fa: 'Farsi',
  ar: 'Arabic',
  uk: 'Ukrainian',
  zh: 'Cantonese or Mandarin',
  bfi: 'British Sign Language',
  other: 'Another language',
} as const
export type Language = keyof typeof LANGUAGES

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as [Language, ...Language[]]

/** The word for a language, for sentences: "speaks Urdu". */
export const languageName = (code: string): string => LANGUAGES[code as Language] ?? code

/** What a person is recorded with. Only a name is needed: nobody is turned away for want of a phone or an address. */
export const personForm = z.object({
  name: needed('Enter their name, or what they want to be called'),
  knownAs: words(100),
  birthYear: maybeWhole(1900, new Date().getUTCFullYear(), 'Enter the year they were born as four numbers, such as 1947'),
  phones: phones(),
  email: maybeEmail(),
  address: words(300),
  postcode: postcode(),
  language: oneOf(LANGUAGE_CODES, 'Choose a language').default('en'),
  reachBy: oneOf(Object.keys(REACH_BY) as [ReachBy, ...ReachBy[]], 'Choose how they like to be reached').default('call'),
  supportNeeds: words(500),
  safeContact: words(500),
})
export type PersonInput = z.output<typeof personForm>
