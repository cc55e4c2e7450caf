import { z } from 'zod'
import { maybeEmail, maybeOneOf, maybeWhole, needed, oneOf, phones, postcode, words } from '#platform/fields'

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
  birthYear: maybeWhole(
    1900,
    new Date().getUTCFullYear(),
    'Enter the year they were born as four numbers, from 1900 to this year, such as 1947',
  ),
  phones: phones(),
  email: maybeEmail(),
  address: words(300),
  postcode: postcode(),
  language: oneOf(LANGUAGE_CODES, 'Choose a language').default('en'),
  /** Empty when they have not said. */
  reachBy: maybeOneOf(Object.keys(REACH_BY) as [ReachBy, ...ReachBy[]], 'Choose how they like to be reached'),
  supportNeeds: words(500),
  safeContact: words(500),
})
export type PersonInput = z.output<typeof personForm>

export const ACCESS_NEEDS = {
  large_print: 'Large print',
  bsl: 'British Sign Language',
  hearing_loop: 'A hearing loop',
  easy_read: 'Easy read',
  braille: 'Braille',
  screen_reader: 'Works with a screen reader',
  step_free: 'No steps',
  text_relay: 'Calls through text relay',
  other: 'Something else',
} as const
export type AccessNeed = keyof typeof ACCESS_NEEDS

export const AGE_BANDS = {
  under_18: 'Under 18',
  '18_24': '18 to 24',
  '25_34': '25 to 34',
  '35_44': '35 to 44',
  '45_54': '45 to 54',
  '55_64': '55 to 64',
  '65_74': '65 to 74',
  '75_84': '75 to 84',
  '85_over': '85 or over',
} as const
export type AgeBand = keyof typeof AGE_BANDS
