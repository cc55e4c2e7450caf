import { sql } from 'kysely'
import type { Actor } from '#platform/access'
import type { Tx } from '#platform/db'
import type { Availability } from './champion'

export interface ChampionRecord {
  readonly id: string
  readonly person_id: string
  readonly reference: string
  readonly name: string
  readonly known_as: string
  readonly status: string
  readonly kind: string
  readonly languages: readonly string[]
  readonly ways: readonly string[]
  readonly max_learners: number
  readonly travels_km: number
  readonly applied_on: string
  readonly checked_on: string | null
  readonly trained_on: string | null
  readonly active_on: string | null
  readonly left_on: string | null
  readonly availability: readonly Availability[]
}

const championWhere = async (tx: Tx, allianceId: string, where: ReturnType<typeof sql>): Promise<ChampionRecord | undefined> => {
  const { rows } = await sql<ChampionRecord>`
    select c.id, c.person_id, p.reference, p.name, p.known_as, c.status, c.kind, c.languages, c.ways, c.max_learners, c.travels_km,
      c.applied_on, c.checked_on, c.trained_on, c.active_on, c.left_on,
      coalesce((select jsonb_agg(jsonb_build_object('weekday', a.weekday, 'starts', to_char(a.starts, 'HH24:MI'),
        'ends', to_char(a.ends, 'HH24:MI')) order by a.weekday, a.starts)
        from champion_availability a where a.alliance_id = c.alliance_id and a.champion_id = c.id), '[]') as availability
    from champion c join person p on p.alliance_id = c.alliance_id and p.id = c.person_id
    where c.alliance_id = ${allianceId} and ${where}`.execute(tx)
  return rows[0]
}

/** A champion by the reference of the person they are, or undefined. */
export const readChampion = (tx: Tx, allianceId: string, reference: string): Promise<ChampionRecord | undefined> =>
  championWhere(tx, allianceId, sql`p.reference = ${reference.toUpperCase()}`)

/** The champion this account is, or undefined: an account need not be one, and one who has left is none. */
export const readMe = (tx: Tx, allianceId: string, actor: Actor): Promise<ChampionRecord | undefined> =>
  championWhere(tx, allianceId, sql`c.person_id = ${actor.personId}::uuid and c.status <> 'left'`)

/** Those who may give a session today, by name. */
export const activeChampions = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('champion as c')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
    .select(['c.id', 'c.person_id', 'p.reference', 'p.name'])
    .where('c.alliance_id', '=', allianceId)
    .where('c.status', '=', 'active')
    .orderBy('p.name')
    .execute()
