import { sql } from 'kysely'
import { today } from '#platform/clock'
import type { Ctx } from '#platform/command'
import type { Count } from '#platform/counts'
import type { Tx } from '#platform/db'
import { seesApartOnly } from './theirs-to-settle'

/** One of two records, with what tells them apart. No address: this stands in a list. */
export interface Side {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly known_as: string
  readonly birth_year: number | null
  readonly postcode: string | null
  readonly ward: string | null
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  readonly safe_plan: boolean
  readonly kept_apart: boolean
  readonly created_on: string
  /** How many requests and calls hang on it. */
  readonly requests: number
  readonly calls: number
}

export interface PairOfRecords {
  readonly id: string
  readonly likelihood: number
  readonly reasons: readonly string[]
  readonly status: string
  readonly first: Side
  readonly second: Side
}

/** What the two sides of a pair show, as one JSON object each; nobody who is merged, erased or kept apart from the reader. */
const side = sql`
  select p.alliance_id, p.id, p.reference, jsonb_build_object(
    'id', p.id, 'reference', p.reference, 'name', p.name, 'known_as', p.known_as, 'birth_year', p.birth_year, 'postcode', p.postcode,
    'ward', a.name, 'created_on', p.created_on,
    'phones', array(select number from person_phone t where t.alliance_id = p.alliance_id and t.person_id = p.id order by position, number),
    'emails', array(select address from person_email e where e.alliance_id = p.alliance_id and e.person_id = p.id order by position, address),
    'kept_apart', exists (select from restricted_person k where k.alliance_id = p.alliance_id and k.person_id = p.id),
    'safe_plan', exists (select from safe_contact_plan s where s.alliance_id = p.alliance_id and s.person_id = p.id),
    'requests', (select count(*) from request r where r.alliance_id = p.alliance_id and r.person_id = p.id),
    'calls', (select count(*) from call c where c.alliance_id = p.alliance_id and c.person_id = p.id)) as told
  from person p left join area a on a.alliance_id = p.alliance_id and a.code = p.ward_code
  where p.merged_into is null and p.erased_at is null`

/** These records as the sides of a pair show them. */
export const readSides = async (tx: Tx, allianceId: string, references: readonly string[]): Promise<readonly Side[]> => {
  const { rows } = await sql<{ told: Side }>`
    select told from (${side}) s where s.alliance_id = ${allianceId} and s.reference = any(${references}::text[])`.execute(tx)
  return rows.map(({ told }) => told)
}

export type Shown = 'now' | 'later' | 'apart'

const within = (shown: Shown, day: string) =>
  ({
    now: sql`(pair.status = 'offered' or (pair.status = 'later' and pair.look_again_on <= ${day}::date))`,
    later: sql`pair.status = 'later' and pair.look_again_on > ${day}::date`,
    apart: sql`pair.status = 'apart' and pair.likelihood > 0`,
  })[shown]

export interface Asked {
  readonly shown: Shown
  readonly day: string
  readonly most: number
  /** Only pairs that this person is one of. */
  readonly personId?: string
  /** Only pairs that someone kept apart is one of. */
  readonly apartOnly?: boolean
}

const apart = sql`exists (select from restricted_person k
  where k.alliance_id = pair.alliance_id and k.person_id in (pair.first_id, pair.second_id))`

/** Pairs of records that may be one person's, the likeliest first. */
export const readPairs = async (
  tx: Tx,
  allianceId: string,
  { shown, day, most, personId, apartOnly }: Asked,
): Promise<PairOfRecords[]> => {
  const theirs = personId ? sql`and (pair.first_id = ${personId} or pair.second_id = ${personId})` : sql``
  const { rows } = await sql<PairOfRecords>`
    select pair.id, pair.likelihood, pair.reasons, pair.status, first.told as first, second.told as second
    from person_pair pair
    cross join lateral (select told from (${side}) s where s.alliance_id = ${allianceId} and s.id = pair.first_id) as first
    cross join lateral (select told from (${side}) s where s.alliance_id = ${allianceId} and s.id = pair.second_id) as second
    where pair.alliance_id = ${allianceId} and ${within(shown, day)} ${theirs} and ${apartOnly ? apart : sql`true`}
    order by pair.likelihood desc, pair.id limit ${most}`.execute(tx)
  return rows
}

const MOST_COUNTED = 100

/** How many pairs wait for someone to look at them; counted no further than a hundred. */
export const countOffered = ({ allianceId, clock, actor }: Ctx): Count =>
  sql`select count(*) from (
      select from person_pair pair
      join person one on one.alliance_id = pair.alliance_id and one.id = pair.first_id and one.merged_into is null
      join person other on other.alliance_id = pair.alliance_id and other.id = pair.second_id and other.merged_into is null
      where pair.alliance_id = ${allianceId} and ${within('now', today(clock))}
        and ${seesApartOnly(actor) ? apart : sql`true`} limit ${sql.lit(MOST_COUNTED)}) as waiting`
