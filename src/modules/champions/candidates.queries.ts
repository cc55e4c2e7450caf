import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { type Candidate, leftOutWords, type Ranked, rankChampions, type Wanted } from './rank-champions'

export interface NamedCandidate extends Candidate {
  readonly id: string
  readonly reference: string
  readonly name: string
}

export interface WantedRequest extends Wanted {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly status: string
  readonly needs: readonly string[]
  readonly words: string
}

/** The request a champion is wanted for, or undefined when this alliance has none by that reference. */
export const readWanted = async (tx: Tx, allianceId: string, reference: string): Promise<WantedRequest | undefined> => {
  const { rows } = await sql<WantedRequest>`
    select r.id, r.reference, r.status, r.needs, r.words, p.id as "personId", p.name, p.language, p.lat, p.lon,
      exists (select 1 from person_phone t where t.alliance_id = p.alliance_id and t.person_id = p.id and t.failed_at is null)
        and not p.do_not_call as "hasPhone"
    from request r join person p on p.alliance_id = r.alliance_id and p.id = r.person_id
    where r.alliance_id = ${allianceId} and r.reference = ${reference.toUpperCase()}`.execute(tx)
  return rows[0]
}

/** Every active champion (or one of them) with what ranking needs, in one query. A finished request no longer counts as a learner. */
const readCandidates = async (tx: Tx, allianceId: string, requestId: string, reference?: string): Promise<NamedCandidate[]> => {
  const only = reference ? sql`and p.reference = ${reference.toUpperCase()}` : sql``
  const { rows } = await sql<NamedCandidate>`
    with load as (
      select m.champion_id, count(*) filter (where m.status = 'accepted') as learners, count(*) filter (where m.status = 'asked') as asked
      from match m join request r on r.alliance_id = m.alliance_id and r.id = m.request_id
      where m.alliance_id = ${allianceId} and m.status in ('asked', 'accepted') and r.status in ('new', 'triaged', 'in_hand', 'waiting')
      group by m.champion_id),
    free as (
      select champion_id, array_agg(weekday) as weekdays from champion_availability where alliance_id = ${allianceId} group by champion_id)
    select c.id, p.id as "personId", p.reference, p.name, p.lat, p.lon, c.languages, c.ways, c.max_learners as "maxLearners",
      c.travels_km as "travelsKm", coalesce(f.weekdays, '{}') as weekdays, coalesce(l.learners, 0) as learners,
      coalesce(l.asked, 0) as asked,
      exists (select 1 from match d where d.alliance_id = c.alliance_id and d.request_id = ${requestId}::uuid
        and d.champion_id = c.id and d.status = 'declined') as "declinedThis"
    from champion c
    join person p on p.alliance_id = c.alliance_id and p.id = c.person_id
    left join load l on l.champion_id = c.id
    left join free f on f.champion_id = c.id
    where c.alliance_id = ${allianceId} and c.status = 'active' ${only}
    order by p.name, c.id`.execute(tx)
  return rows
}

export interface Suggestions {
  readonly request: WantedRequest
  readonly ranked: readonly Ranked<NamedCandidate>[]
  readonly leftOut: string
  readonly active: number
}

/** Who could take a request, best first, and in words who was left out. `reference` narrows it to one champion. */
export const suggestChampions = async (
  tx: Tx,
  allianceId: string,
  request: string,
  reference?: string,
): Promise<Suggestions | undefined> => {
  const wanted = await readWanted(tx, allianceId, request)
  if (!wanted) return undefined
  const champions = await readCandidates(tx, allianceId, wanted.id, reference)
  return {
    request: wanted,
    ranked: rankChampions(wanted, champions),
    leftOut: leftOutWords(wanted, champions),
    active: champions.length,
  }
}
