import { z } from 'zod'
import { EMAIL_COLUMNS, importer, leftOutOf, must, PHONE_COLUMNS, wanted, wordsCell } from '#platform/importer'
import {
  cell,
  dateCell,
  emailCell,
  optional,
  phonesCell,
  postcodeCell,
  quoted,
  readDate,
  textCell,
  unreadable,
} from '#platform/tabular/index'
import { bringInPeople } from './bring-in-people'
import { LANGUAGES, type Language, REACH_BY, type ReachBy } from './person'

/** A year, or a whole date of birth of which only the year is kept: we collect the least. */
const birthYearCell = cell((text) => {
  const date = /^\d{4}$/.test(text) ? text : readDate(text)
  if (typeof date !== 'string') return date
  const year = Number(date.slice(0, 4))
  if (year >= 1900 && year <= new Date().getUTCFullYear()) return year
  return unreadable(`${quoted(text)} is not a year someone alive was born in`)
})

const codeOf = <Code extends string>(list: Readonly<Record<Code, string>>, text: string): Code | undefined => {
  const plain = text.toLowerCase()
  const codes = Object.keys(list) as Code[]
  return codes.find((code) => code === plain || list[code].toLowerCase() === plain)
}

/** A language by its name or code; one we have no word for is "another language". */
export const languageCell = cell((text): Language => codeOf(LANGUAGES, text) ?? 'other')

const REACH_WORDS: Readonly<Record<ReachBy, RegExp>> = {
  call: /call|phone|ring/,
  text: /text|sms/,
  email: /e-?mail/,
  letter: /letter|post/,
  through_someone: /through|carer|family|relative/,
}

const reachByCell = cell((text) => {
  const found = (Object.keys(REACH_BY) as ReachBy[]).find((way) => way === text || REACH_WORDS[way].test(text.toLowerCase()))
  return found ?? unreadable(`${quoted(text)} is not one of: call, text, email, letter, through someone`)
})

/** A person's cells, for every file that has people in it. */
export const personCells = {
  reference: wordsCell(100),
  name: textCell(),
  knownAs: wordsCell(100),
  birthYear: optional(birthYearCell),
  phones: optional(phonesCell).transform((phones) => phones ?? []),
  email: optional(emailCell),
  address: wordsCell(300),
  postcode: optional(postcodeCell),
  language: optional(languageCell).transform((language) => language ?? 'en'),
  reachBy: optional(reachByCell).transform((way): ReachBy | '' => way ?? ''),
  supportNeeds: wordsCell(500),
  safeContact: wordsCell(500),
  knownSince: optional(dateCell),
}

/** What those cells are called in the files people have. */
export const personColumnsWanted = [
  wanted('reference', 'Reference', 'id', 'person id', 'client id', 'our reference', 'ref'),
  must('name', 'Name', 'full name', 'client name', 'person', 'person name', 'customer name', 'learner name'),
  wanted('knownAs', 'Known as', 'likes to be called', 'preferred name', 'nickname'),
  wanted('birthYear', 'Year of birth', 'birth year', 'year born', 'yob', 'date of birth', 'birth date', 'dob', 'born'),
  wanted('phones', 'Phone', ...PHONE_COLUMNS),
  wanted('email', 'Email address', ...EMAIL_COLUMNS),
  wanted('address', 'Address', 'street', 'home address'),
  wanted('postcode', 'Postcode', 'post code', 'postal code', 'zip'),
  wanted('language', 'Language', 'speaks', 'first language'),
  wanted('reachBy', 'Reach by', 'preferred contact', 'contact by'),
  wanted('supportNeeds', 'What helps', 'support needs', 'access needs'),
  wanted('safeContact', 'Safe contact', 'contact warning'),
  wanted('knownSince', 'Known since', 'date added', 'registered on', 'created'),
]

const schema = z.object(personCells)
export type PersonRow = z.output<typeof schema>

/** People. One brought in before is left as they are now: what was put right since is not overwritten. */
export const peopleImporter = importer<PersonRow>({
  kind: 'people',
  label: 'People',
  hint: 'People you support. Give each a reference, or a postcode or phone number, so that the same file can be brought in again.',
  action: 'import.people',
  columns: personColumnsWanted,
  schema,
  reasons: { person_import_key: 'Someone else has just brought this person in' },
  write: async (work, rows) => {
    const { made, problems, happened } = await bringInPeople(work, rows)
    const again = rows.length - made.size - problems.length
    return { written: made.size, problems, happened, leftOut: leftOutOf('already here', again) }
  },
})
