import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** What a champion sees before saying yes: enough to decide, not enough to find the person. */
export interface AskedOf {
  readonly id: string
  readonly first_name: string
  readonly ward: string | null
  readonly needs: readonly string[]
  readonly barriers: readonly string[]
  readonly language: string
  readonly support_needs: string
  readonly asked_at: Date
}

/** What a champion was asked and has not answered. */
export const askedOf = async (tx: Tx, allianceId: string, championId: string): Promise<AskedOf[]> => {
  const { rows } = await sql<AskedOf>`
    select m.id, split_part(coalesce(nullif(p.known_as, ''), p.name), ' ', 1) as first_name, a.name as ward, r.needs, r.barriers,
      p.language, p.support_needs, m.asked_at
    from match m
    join request r on r.alliance_id = m.alliance_id and r.id = m.request_id
    join person p on p.alliance_id = m.alliance_id and p.id = m.person_id
    left join area a on a.alliance_id = p.alliance_id and a.code = p.ward_code
    where m.alliance_id = ${allianceId} and m.champion_id = ${championId}::uuid and m.status = 'asked'
      and r.status in ('new', 'triaged', 'in_hand', 'waiting')
    order by m.asked_at, m.id`.execute(tx)
  return rows
}

/** A learner of a champion's. How to reach them safely is asked for apart: `reachFor` of people. */
export interface Learner {
  readonly person_id: string
  readonly reference: string
  readonly request: string
  readonly name: string
  readonly known_as: string
  readonly language: string
  readonly support_needs: string
  readonly address: string
  readonly postcode: string | null
  readonly needs: readonly string[]
  readonly words: string
  readonly checked: readonly string[]
}

/** Whom a champion helps now, by name. The address only for champions who visit. */
export const learnersOf = async (tx: Tx, allianceId: string, championId: string): Promise<Learner[]> => {
  const { rows } = await sql<Learner>`
    select p.id as person_id, p.reference, r.reference as request, p.name, p.known_as, p.language, p.support_needs,
      case when 'in_person' = any(c.ways) then p.address else '' end as address,
      case when 'in_person' = any(c.ways) then p.postcode end as postcode, r.needs, r.words,
      array(select k.moment from skill_check k where k.alliance_id = r.alliance_id and k.request_id = r.id) as checked
    from match m
    join champion c on c.alliance_id = m.alliance_id and c.id = m.champion_id
    join request r on r.alliance_id = m.alliance_id and r.id = m.request_id
    join person p on p.alliance_id = m.alliance_id and p.id = m.person_id
    where m.alliance_id = ${allianceId} and m.champion_id = ${championId}::uuid and m.status = 'accepted'
      and r.status in ('new', 'triaged', 'in_hand', 'waiting')
    order by p.name, m.id`.execute(tx)
  return rows
}
