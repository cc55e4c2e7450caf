import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { FoundPerson } from '../finding/by-tokens'
import { tokensOf } from '../finding/person-tokens'
import { sharersOf } from './candidates'
import { commonnessOf, describedPeople } from './described'
import { pairMoves } from './pair.moves'
import type { Reason } from './reasons'
import { type Described, weigh } from './weigh'

/** At this likelihood two records are offered as one person's: measured by `npm run bench -- duplicates`. */
export const OFFERED_AT = 0.86

/** With the person on the line a look costs nothing: far less will do to ask. */
const ASKED_AT = 0.05
const MOST_ASKED = 8

/** Someone we know who may be the very person about to be recorded, and why. */
export interface LikelyPerson extends FoundPerson {
  readonly likelihood: number
  readonly reasons: readonly Reason[]
}

/** As much of a person as has been typed so far. */
export interface Newcomer extends Partial<Described> {
  readonly name: string
  readonly email?: string | null
}

const describe = ({
  name,
  knownAs = '',
  birthYear = null,
  phones = [],
  emails = [],
  email,
  postcode = null,
}: Newcomer): Described => ({
  ...{ name, knownAs, birthYear, phones, postcode },
  emails: [...emails, ...(email ? [email] : [])],
})

const shown = async (tx: Tx, allianceId: string, ids: readonly string[]): Promise<Map<string, FoundPerson>> => {
  const { rows } = await sql<FoundPerson>`
    select p.id, p.reference, p.name, p.known_as, p.birth_year, p.postcode, a.name as ward, plan.person_id is not null as safe_plan
    from person p
    left join area a on a.alliance_id = p.alliance_id and a.code = p.ward_code
    left join safe_contact_plan plan on plan.alliance_id = p.alliance_id and plan.person_id = p.id
    where p.alliance_id = ${allianceId} and p.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((person) => [person.id, person]))
}

/** People we know who may be this newcomer, the likeliest first, each with the reasons. Ask before making a second record. */
export const likelyPeople = async (tx: Tx, allianceId: string, newcomer: Newcomer): Promise<LikelyPerson[]> => {
  const who = describe(newcomer)
  const tokens = tokensOf({ ...who, reference: '' }).filter(Boolean)
  const ids = [...new Set((await sharersOf(tx, allianceId, tokens)).map(({ id }) => id))]
  if (ids.length === 0) return []
  const known = [...(await describedPeople(tx, allianceId, ids)).values()]
  const common = await commonnessOf(tx, allianceId, [who, ...known])
  const weighed = known
    .map((person) => ({ id: person.id, ...weigh(who, person, common) }))
    .filter(
      ({ likelihood, reasons }) => likelihood >= ASKED_AT || reasons.includes('same_phone') || reasons.includes('same_email'),
    )
    .toSorted((one, other) => other.likelihood - one.likelihood)
    .slice(0, MOST_ASKED)
  const people = await shown(
    tx,
    allianceId,
    weighed.map(({ id }) => id),
  )
  return weighed.flatMap(({ id, likelihood, reasons }) => {
    const person = people.get(id)
    return person ? [{ ...person, likelihood, reasons }] : []
  })
}

const toldApart = async (tx: Tx, allianceId: string, personId: string): Promise<string[]> => {
  const pairs = await tx
    .selectFrom('person_pair')
    .select(['first_id', 'second_id'])
    .where('alliance_id', '=', allianceId)
    .where('status', '=', pairMoves.tellApart.to)
    .where((row) => row.or([row('first_id', '=', personId), row('second_id', '=', personId)]))
    .execute()
  return pairs.flatMap(({ first_id, second_id }) => [first_id, second_id])
}

/** People we know who may be this person of ours, the likeliest first; none that was told apart from them. */
export const likelyOthers = async (tx: Tx, allianceId: string, personId: string): Promise<LikelyPerson[]> => {
  const who = (await describedPeople(tx, allianceId, [personId])).get(personId)
  if (!who) return []
  const others = [personId, ...(await toldApart(tx, allianceId, personId))]
  return (await likelyPeople(tx, allianceId, who)).filter(({ id }) => !others.includes(id))
}
