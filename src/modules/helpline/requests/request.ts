import { z } from 'zod'
import { date, needed, oneOf, someOf, words } from '#platform/fields'

/** What a person can ask for. The words are what people read; the codes are what is kept. */
export const NEEDS = {
  learn_skills: 'Learn skills',
  borrow_device: 'Borrow a device',
  data: 'Data or a SIM',
  task: 'Help with a task',
  join_group: 'Join a group',
  organisation: 'Help for staff or volunteers',
  feedback: 'Tell us something',
} as const
export type Need = keyof typeof NEEDS
export const NEED_CODES = Object.keys(NEEDS) as [Need, ...Need[]]

/** What holds a person back from being online. */
export const BARRIERS = {
  motivation: 'Motivation',
  skills_and_confidence: 'Skills and confidence',
  cost: 'Cost',
  access: 'Access',
  language: 'Language',
  disability: 'Disability',
  other: 'Something else',
} as const
export type Barrier = keyof typeof BARRIERS
export const BARRIER_CODES = Object.keys(BARRIERS) as [Barrier, ...Barrier[]]

/** What residents tell us, by what it is about. */
export const THEMES = {
  websites: 'Websites and apps',
  costs: 'What it costs',
  services: 'Services that went online',
  training: 'Courses and sessions',
  safety: 'Scams and staying safe',
  praise: 'Thanks and praise',
  other: 'Something else',
} as const
export type Theme = keyof typeof THEMES
export const THEME_CODES = Object.keys(THEMES) as [Theme, ...Theme[]]

/** Why a request waits. */
export const WAITS_FOR = {
  them: 'To hear from them',
  partner: 'To hear from a partner',
  device: 'A device',
  champion: 'A champion',
  session: 'A session that is booked',
  other: 'Something else',
} as const
export type WaitsFor = keyof typeof WAITS_FOR
export const WAITS_FOR_CODES = Object.keys(WAITS_FOR) as [WaitsFor, ...WaitsFor[]]

export const SOURCES = {
  call: 'A call',
  public_form: 'The form on our website',
  partner: 'A partner',
  desk: 'Someone at a desk',
} as const
export type Source = keyof typeof SOURCES

export const OUTCOMES = {
  helped: 'They got help',
  signposted: 'They were shown where to get help',
  not_needed: 'They no longer need it',
  stopped: 'They asked us to stop',
  no_contact: 'We could not reach them',
  could_not_help: 'We could not help',
} as const
export type OutcomeOfRequest = keyof typeof OUTCOMES
export const OUTCOME_CODES = Object.keys(OUTCOMES) as [OutcomeOfRequest, ...OutcomeOfRequest[]]

/** The words for codes kept in a record; a code nobody knows any more is shown as it is. */
export const inWords = (codes: readonly string[], words: Readonly<Record<string, string>>): string =>
  codes.map((code) => words[code] ?? code).join(', ')

const maybeTheme = z
  .preprocess((value) => value || null, z.enum(THEME_CODES, { error: 'Choose what it is about from the list' }).nullable())
  .optional()

/** The fields that say what someone asks for and why, for every form that opens a request. */
export const askedFields = {
  words: words(4000),
  needs: someOf(NEED_CODES, 'Choose needs from the list').refine((needs) => needs.length > 0, {
    error: 'Choose at least one thing they need',
  }),
  barriers: someOf(BARRIER_CODES, 'Choose what holds them back from the list'),
  theme: maybeTheme,
}

/** The next step and its day: an open request always has both. */
export const nextStepFields = {
  nextAction: needed('Enter what happens next', 200),
  nextActionOn: date('Enter the day it happens, such as 12 12 2026'),
}

export const nextStepForm = z.object(nextStepFields)
export type NextStep = z.output<typeof nextStepForm>

export const requestForm = z.object({ ...askedFields, ...nextStepFields })
export type RequestInput = z.output<typeof requestForm>

export const outcomeField = oneOf(OUTCOME_CODES, 'Choose how it ended')
