import type { Chance } from '../../demo/chance'
import { heardWrong, shortened, typingError, withoutAccents, wrongDigit, wrongYear } from './errors'
import { originOf, surname } from './name-lists'
import { mobileOf, peopleOf, type Truth } from './population'

/** What someone at a desk wrote down of a person: not all of it, and not all of it right. */
export interface WrittenDown {
  /** Whose record it is in truth. */
  readonly truth: number
  readonly name: string
  readonly knownAs: string
  readonly birthYear: number | null
  readonly phones: readonly string[]
  readonly email: string | null
  readonly postcode: string | null
}

/** How careful the desk is: the share of records in which each thing was asked for, and in which the other phone was given. */
const ASKED = { year: 0.85, phone: 0.97, other: 0.1, second: 0.25, postcode: 0.96, email: 0.7, middle: 0.2 }

/** What goes wrong, or has changed, the second time one person is written down: the share of second records in which it does. */
export const FAULTS = {
  ...{ typing: 0.22, secondTyping: 0.04, hearing: 0.1, nickname: 0.1, swapped: 0.03, surname: 0.03, moved: 0.12, newPhone: 0.08 },
  ...{ year: 0.04, digit: 0.02, postcode: 0.02 },
}

const phonesOf = (chance: Chance, { landline, mobile, main }: Truth): string[] => {
  const inOrder = (main === 'mobile' ? [mobile, landline] : [landline, mobile]).filter((phone) => phone !== null)
  if (!chance.likely(ASKED.phone)) return []
  if (chance.likely(ASKED.second)) return inOrder
  return (chance.likely(ASKED.other) ? inOrder.toReversed() : inOrder).slice(0, 1)
}

const write = (chance: Chance, person: Truth): WrittenDown => {
  const middle = person.middle && chance.likely(ASKED.middle) ? ` ${person.middle}` : ''
  const accents = chance.likely(0.5) ? (name: string) => name : withoutAccents
  return {
    truth: person.id,
    name: accents(`${person.first}${middle} ${person.last}`),
    knownAs: '',
    birthYear: chance.likely(ASKED.year) ? person.born : null,
    phones: phonesOf(chance, person),
    email: person.email && chance.likely(ASKED.email) ? person.email : null,
    postcode: chance.likely(ASKED.postcode) ? person.postcode : null,
  }
}

/** The same person, later: moved house (the landline stays behind), with another mobile, married. */
const later = (chance: Chance, person: Truth, postcode: string): Truth => ({
  ...person,
  ...(chance.likely(FAULTS.moved) && { postcode, landline: null }),
  ...(person.mobile && chance.likely(FAULTS.newPhone) && { mobile: mobileOf(chance) }),
  ...(chance.likely(FAULTS.surname) && { last: surname(chance, originOf(chance)) }),
})

const misnamed = (chance: Chance, name: string): string => {
  let words = name.split(' ')
  const spoil = (by: (chance: Chance, word: string) => string): void => {
    const place = chance.between(0, words.length - 1)
    words = words.map((word, at) => (at === place ? by(chance, word) : word))
  }
  if (chance.likely(FAULTS.nickname)) words = words.map((word, at) => (at === 0 ? shortened(chance, word) : word))
  if (chance.likely(FAULTS.hearing)) spoil(heardWrong)
  if (chance.likely(FAULTS.typing)) spoil(typingError)
  if (chance.likely(FAULTS.secondTyping)) spoil(typingError)
  if (chance.likely(FAULTS.swapped)) words = [...words.slice(-1), ...words.slice(0, -1)]
  return words.join(' ')
}

const misPosted = (chance: Chance, postcode: string): string =>
  `${postcode.slice(0, -1)}${chance.pick([...'ABDEFGHJLNPQRSTUWXYZ'])}`

const withFaults = (chance: Chance, record: WrittenDown): WrittenDown => ({
  ...record,
  name: misnamed(chance, record.name),
  birthYear: record.birthYear && chance.likely(FAULTS.year) ? wrongYear(chance, record.birthYear) : record.birthYear,
  phones: record.phones.map((phone) => (chance.likely(FAULTS.digit) ? wrongDigit(chance, phone) : phone)),
  postcode: record.postcode && chance.likely(FAULTS.postcode) ? misPosted(chance, record.postcode) : record.postcode,
})

/** Six in a hundred people come back as if they were new. */
const TWICE = 0.06

/** The records of about `count` people, each labelled with whose it is; some people have two. */
export const labelledRecords = (chance: Chance, count: number): WrittenDown[] => {
  const people = peopleOf(chance.fork('people'), count)
  const desk = chance.fork('desk')
  const firsts = people.map((person) => write(desk, person))
  const again = desk.some(people, Math.round(count * TWICE))
  return [...firsts, ...again.map((person) => withFaults(desk, write(desk, later(desk, person, desk.pick(people).postcode))))]
}
