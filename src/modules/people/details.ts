import { z } from 'zod'
import { maybeEmail, maybeOneOf, maybeWhole, needed, oneOf, phoneNumber, postcode, someOf, tick, words } from '#platform/fields'
import type { ReachBy } from './person'
import {
  ACCESS_NEEDS,
  type AccessNeed,
  AGE_BANDS,
  type AgeBand,
  LANGUAGE_CODES,
  type Language,
  type PersonInput,
  REACH_BY,
} from './person'

export interface LabelledPhone {
  readonly number: string
  readonly label: string
}

/** Everything a person's record says of them, as it is written down. */
export interface PersonDetails {
  readonly name: string
  readonly knownAs: string
  readonly sayAs: string
  readonly birthYear: number | null
  readonly ageBand: AgeBand | ''
  readonly phones: readonly LabelledPhone[]
  readonly emails: readonly string[]
  readonly address: string
  readonly postcode: string | null
  readonly language: Language
  readonly alsoSpeaks: readonly Language[]
  readonly interpreter: boolean
  readonly accessNeeds: readonly AccessNeed[]
  readonly supportNeeds: string
  readonly ways: readonly ReachBy[]
  readonly reachThrough: string
  readonly bestTimes: string
  readonly doNotCall: boolean
}

const linesOf = (value: unknown): string[] =>
  String(value ?? '')
    .split(/[\n;]+/)
    .map((line) => line.trim())
    .filter(Boolean)

/** "0161 496 0123 home": the number as dialled, then a word for it. A comma splits two numbers, as in a spreadsheet's cell. */
const phoneLine = (line: string): LabelledPhone | string => {
  const [, typed = '', label = ''] = /^([+\d][\d\s()/.\-+]*)(.*)$/.exec(line) ?? []
  const number = phoneNumber(typed.trim())
  return number
    ? {
        number,
        label: label
          .replace(/^[\s,:–-]+/, '')
          .trim()
          .slice(0, 60),
      }
    : line
}

const labelledPhones = z.preprocess(
  (value) => linesOf(value).flatMap((line) => line.split(/,(?=\s*[+\d])/).map((part) => part.trim())),
  z.array(z.string()).transform((lines, issue) => {
    const read = lines.map(phoneLine)
    const odd = read.find((one) => typeof one === 'string')
    if (odd)
      issue.addIssue({
        code: 'custom',
        message: `Enter a phone number in full, such as 0161 496 0123. We could not read “${odd.slice(0, 40)}”`,
      })
    const phones = read.filter((one) => typeof one !== 'string')
    return [...new Map(phones.map((one) => [one.number, one])).values()]
  }),
)

const emailLines = z.preprocess(
  (value) => linesOf(value).flatMap((line) => line.split(/[\s,]+/).filter(Boolean)),
  z
    .array(maybeEmail('Enter each email address in the right format, such as name@example.org'))
    .transform((found) => [...new Set(found.filter((one) => one !== null))]),
)

const codesOf = <K extends string>(list: Readonly<Record<K, string>>) => Object.keys(list) as [K, ...K[]]
const way = () => maybeOneOf(codesOf(REACH_BY), 'Choose how they like to be reached')

/** The whole record as a form. Only a name is needed. */
export const detailsForm = z
  .object({
    name: needed('Enter their name, or what they want to be called'),
    knownAs: words(100),
    sayAs: words(100),
    phones: labelledPhones,
    emails: emailLines,
    firstWay: way(),
    secondWay: way(),
    thirdWay: way(),
    reachThrough: words(200),
    bestTimes: words(200),
    doNotCall: tick(),
    postcode: postcode(),
    address: words(300),
    language: oneOf(LANGUAGE_CODES, 'Choose a language').default('en'),
    alsoSpeaks: someOf(LANGUAGE_CODES, 'Choose languages from the list'),
    interpreter: tick(),
    accessNeeds: someOf(codesOf(ACCESS_NEEDS), 'Choose from the list what helps them'),
    supportNeeds: words(500),
    birthYear: maybeWhole(
      1900,
      new Date().getUTCFullYear(),
      'Enter the year they were born as four numbers, from 1900 to this year, such as 1947',
    ),
    ageBand: maybeOneOf(codesOf(AGE_BANDS), 'Choose about how old they are'),
  })
  .transform(({ firstWay, secondWay, thirdWay, ...rest }): PersonDetails => {
    const ways = [firstWay, secondWay, thirdWay].filter((one) => one !== '')
    return { ...rest, ways: [...new Set(ways)] }
  })
  .refine(({ ways, reachThrough }) => !ways.includes('through_someone') || reachThrough !== '', {
    path: ['reachThrough'],
    error: 'Enter who to go through, and how to reach that person',
  })
  .refine(({ ways, doNotCall }) => !(doNotCall && ways.includes('call')), {
    path: ['doNotCall'],
    error: 'They like a call, and do not want to be called: choose one',
  })

/** The record of someone met in passing, at the desk or through a form. */
export const detailsOf = (input: PersonInput): PersonDetails => ({
  ...{ name: input.name, knownAs: input.knownAs, sayAs: '', birthYear: input.birthYear, ageBand: '' },
  phones: input.phones.map((number) => ({ number, label: '' })),
  emails: input.email ? [input.email] : [],
  ...{ address: input.address, postcode: input.postcode, language: input.language, alsoSpeaks: [], interpreter: false },
  ...{
    accessNeeds: [],
    supportNeeds: input.supportNeeds,
    ways: input.reachBy ? [input.reachBy] : [],
    reachThrough: '',
    bestTimes: '',
    doNotCall: false,
  },
})
