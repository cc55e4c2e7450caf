import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { nameWords, soundsOf } from './names'

export interface Findable {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly knownAs: string
  readonly postcode: string | null
  readonly email: string | null
  readonly phones: readonly string[]
}

/** "0161 496 0123" is found by its digits as dialled at home, from any number of them. */
export const phoneToken = (number: string): string => `#${number.replace(/^\+44/, '0').replace(/\D/g, '')}`

const tokensOf = (person: Findable): string[] => {
  const names = nameWords(`${person.name} ${person.knownAs}`)
  return [
    ...names,
    ...names.flatMap(soundsOf).map((sound) => `~${sound}`),
    ...person.phones.map(phoneToken),
    ...(person.postcode ? [`@${person.postcode.replace(' ', '').toLowerCase()}`] : []),
    ...(person.email ? [person.email] : []),
    person.reference.toLowerCase(),
  ]
}

/** Writes what people who are new can be found by. */
export const addTokens = async (tx: Tx, allianceId: string, people: readonly Findable[]): Promise<void> => {
  const rows = people.flatMap((person) => [...new Set(tokensOf(person))].map((token) => ({ token, id: person.id })))
  const [tokens, owners] = [rows.map(({ token }) => token), rows.map((row) => row.id)]
  // Two lists rather than thousands of values: an import writes ten of these for each person.
  await sql`insert into person_token (alliance_id, token, person_id)
    select ${allianceId}::uuid, * from unnest(${tokens}::text[], ${owners}::uuid[])`.execute(tx)
}

/** What these people can be found by, written anew. */
export const writeTokens = async (tx: Tx, allianceId: string, people: readonly Findable[]): Promise<void> => {
  const ids = people.map(({ id }) => id)
  await tx.deleteFrom('person_token').where('alliance_id', '=', allianceId).where('person_id', 'in', ids).execute()
  await addTokens(tx, allianceId, people)
}
