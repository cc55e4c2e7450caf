import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { nameWords } from '../finding/names'
import { isKnownName } from '../finding/nicknames'
import { phoneToken, postcodeToken } from '../finding/person-tokens'
import type { Commonness, Described } from './weigh'

export interface DescribedPerson extends Described {
  readonly id: string
}

/** These people, as far as they are compared by. Records merged away are nobody's doubles. */
export const describedPeople = async (
  tx: Tx,
  allianceId: string,
  ids: readonly string[],
): Promise<Map<string, DescribedPerson>> => {
  const { rows } = await sql<DescribedPerson>`
    select p.id, p.name, p.known_as as "knownAs", p.birth_year as "birthYear", p.postcode,
      array(select t.number from person_phone t where t.alliance_id = p.alliance_id and t.person_id = p.id) as phones,
      array(select e.address from person_email e where e.alliance_id = p.alliance_id and e.person_id = p.id) as emails
    from person p where p.alliance_id = ${allianceId} and p.id = any(${ids}::uuid[]) and p.merged_into is null`.execute(tx)
  return new Map(rows.map((person) => [person.id, person]))
}

/** Of all tokens that count here, how many people have each, and how many people there are. */
export const commonnessOf = async (tx: Tx, allianceId: string, all: readonly Described[]): Promise<Commonness> => {
  const tokens = all.flatMap(({ name, knownAs, phones, postcode }) => [
    ...nameWords(`${name} ${knownAs}`),
    ...phones.map(phoneToken),
    ...(postcode ? [postcodeToken(postcode)] : []),
  ])
  const { rows } = await sql<{ token: string; holders: number }>`
    select token, count(*) as holders from person_token
    where alliance_id = ${allianceId} and token = any(${[...new Set(tokens)]}::text[]) group by token`.execute(tx)
  return commonnessFrom(new Map(rows.map((row) => [row.token, row.holders])), await peopleIn(tx, allianceId))
}

/** How many there are changes too slowly to count them for every newcomer. */
const COUNTED_FOR_MS = 60_000
const counted = new Map<string, { readonly people: number; readonly until: number }>()

const peopleIn = async (tx: Tx, allianceId: string): Promise<number> => {
  const known = counted.get(allianceId)
  if (known && known.until > performance.now()) return known.people
  const { rows } = await sql<{ people: number }>`select count(*) as people from person where alliance_id = ${allianceId}`.execute(
    tx,
  )
  const people = Number(rows[0]?.people ?? 0)
  counted.set(allianceId, { people, until: performance.now() + COUNTED_FOR_MS })
  return people
}

/** With few people, how common a name is here says little of how common it is: a name is as common as that many more would make it. */
const MORE = { people: 2000, bearers: 2.5 }

/** This many bear a name, or one in so many people. */
const A_NAME = { bearers: 5, people: 5000 }

/** How common things are, given how many people have each token. */
export const commonnessFrom = (holders: ReadonlyMap<string, number>, people: number): Commonness => {
  const held = (token: string): number => holders.get(token) ?? 0
  return {
    people: Math.max(people, 1),
    others: (token) => Math.max(held(token) - 2, 0),
    names: {
      share: (word) => (held(word) + MORE.bearers) / (people + MORE.people),
      isName: (word) => isKnownName(word) || held(word) >= Math.max(A_NAME.bearers, people / A_NAME.people),
    },
  }
}
