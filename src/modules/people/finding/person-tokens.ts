import { sql } from 'kysely'
import { parse as parsePostcode } from 'postcode'
import type { Tx } from '#platform/db'
import { folded, nameParts, nameWords } from './names'
import { nearKeys } from './near-words'
import { formalNames } from './nicknames'
import { heardAs, soundOf, soundsOf } from './said-as'

export interface Findable {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly knownAs: string
  readonly postcode: string | null
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  /** References of records that were made part of this one. */
  readonly formerly?: readonly string[]
}

/** "0161 496 0123" is found by its digits as dialled at home, from any number of them. */
export const phoneToken = (number: string): string => `#${number.replace(/^\+44/, '0').replace(/\D/g, '')}`

/** The same number from its end, for those who leave the area code out: digits in turn from the last. */
export const lastDigits = (digits: string): string => `<${[...digits].reverse().join('')}`

export const postcodeToken = (postcode: string): string => `@${postcode.replace(/\s/g, '').toLowerCase()}`

/** A word of a name in the district of a postcode ("SK3"): of those who share either there may be thousands. */
export const districtToken = (district: string, word: string): string => `%${district.toLowerCase()} ${word}`

const inDistrict = (postcode: string | null, words: readonly string[]): string[] => {
  const { outcode } = parsePostcode(postcode ?? '')
  return outcode ? words.map((word) => districtToken(outcode, word)) : []
}

/** The whole name, with each of its words first in turn: in these a name is found in the order of the alphabet. */
const wholeNames = (name: string): string[] => {
  const words = folded(name).split(' ').filter(Boolean).slice(0, 5)
  return words.map((_word, at) => `=${[...words.slice(at), ...words.slice(0, at)].join(' ')}`)
}

const MOST_PAIRED = 4

/** The sounds a word is paired under, nicknames made whole. */
const pairedSounds = (word: string): string[] => [...new Set(formalNames(word).map(soundOf))].slice(0, 2)

/** Every two of these words, each given by the sounds it may have. */
const pairsOf = (sounds: readonly (readonly string[])[]): string[] =>
  sounds.flatMap((ones, at) =>
    sounds.slice(at + 1).flatMap((others) => ones.flatMap((one) => others.map((other) => `&${[one, other].sort().join(' ')}`))),
  )

/** Two words of a name by their sounds: what two records of one person share when nothing else is left. */
const soundPairs = (words: readonly string[]): string[] => pairsOf(words.slice(0, MOST_PAIRED).map(pairedSounds))

/** The pairs of two words typed, each of which may have been meant for any of several: what those meant are found by at once. */
export const pairTokens = (one: readonly string[], other: readonly string[]): string[] => [
  ...new Set(pairsOf([one, other].map((words) => [...new Set(words.flatMap(pairedSounds))]))),
]

/** What a person is found by: name words, sounds (~), what was heard (:), whole names (=), pairs (&), phone (#, and < from its end), postcode (@), words in a district (%). */
export const tokensOf = (person: Omit<Findable, 'id'>): string[] => {
  const names = nameWords(`${person.name} ${person.knownAs}`)
  const words = [...names, ...nameParts(person.name)]
  return [
    ...new Set([
      ...words,
      ...inDistrict(person.postcode, words),
      ...names.flatMap(soundsOf).map((sound) => `~${sound}`),
      ...names.flatMap(heardAs).map((heard) => `:${heard}`),
      ...wholeNames(person.name),
      ...soundPairs(names),
      ...person.phones.map(phoneToken),
      ...person.phones.map((number) => lastDigits(phoneToken(number).slice(1))),
      ...(person.postcode ? [postcodeToken(person.postcode)] : []),
      ...person.emails,
      ...[person.reference, ...(person.formerly ?? [])].map((reference) => reference.toLowerCase()),
    ]),
  ]
}

/** Words of names nobody here bore before, with what is a slip away from them. */
const learnWords = async (tx: Tx, allianceId: string, words: readonly string[]): Promise<void> => {
  const { rows } = await sql<{ word: string }>`
    select asked.word from unnest(${words}::text[]) as asked(word)
    where not exists (
      select from name_near known where known.alliance_id = ${allianceId} and known.near = asked.word and known.word = asked.word)
    order by asked.word`.execute(tx)
  if (rows.length === 0) return
  const near = rows.flatMap(({ word }) => nearKeys(word).map((key) => ({ key, word })))
  await sql`insert into name_near (alliance_id, near, word)
    select ${allianceId}::uuid, * from unnest(${near.map(({ key }) => key)}::text[], ${near.map(({ word }) => word)}::text[])
    on conflict do nothing`.execute(tx)
}

/** Writes what people who are new can be found by, and that nobody has looked yet whether we knew them. */
export const addTokens = async (tx: Tx, allianceId: string, people: readonly Findable[]): Promise<void> => {
  const rows = people.flatMap((person) => tokensOf(person).map((token) => ({ token, id: person.id })))
  const [tokens, owners] = [rows.map(({ token }) => token), rows.map((row) => row.id)]
  // Two lists rather than thousands of values: an import writes ten of these for each person.
  await sql`insert into person_token (alliance_id, token, person_id)
    select ${allianceId}::uuid, * from unnest(${tokens}::text[], ${owners}::uuid[])`.execute(tx)
  await learnWords(tx, allianceId, [...new Set(people.flatMap(({ name, knownAs }) => nameWords(`${name} ${knownAs}`)))])
  await sql`insert into likeness_due (alliance_id, person_id)
    select ${allianceId}::uuid, * from unnest(${people.map(({ id }) => id)}::uuid[]) on conflict do nothing`.execute(tx)
}

/** What these people can be found by, written anew. */
export const writeTokens = async (tx: Tx, allianceId: string, people: readonly Findable[]): Promise<void> => {
  const ids = people.map(({ id }) => id)
  await tx.deleteFrom('person_token').where('alliance_id', '=', allianceId).where('person_id', 'in', ids).execute()
  await addTokens(tx, allianceId, people)
}

/** Found no more: of records merged away or erased. */
export const dropTokens = async (tx: Tx, allianceId: string, ids: readonly string[]): Promise<void> => {
  for (const table of ['person_token', 'likeness_due'] as const)
    await tx.deleteFrom(table).where('alliance_id', '=', allianceId).where('person_id', 'in', ids).execute()
}
