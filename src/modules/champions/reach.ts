import { sql } from 'kysely'
import type { Actor } from '#platform/access'
import type { Tx } from '#platform/db'

const DESK = ['helpline', 'coordinator'] as const

/** Whether this actor sees only what they are matched to: a champion who has no role at the desk besides. */
export const onlyTheirOwn = (actor: Actor): boolean =>
  actor.kind === 'account' && !actor.roles.some((role) => (DESK as readonly string[]).includes(role))

/** True in SQL for the matches an actor works within: all for the desk, their own for a champion. */
const reaches = (actor: Actor) => {
  if (!onlyTheirOwn(actor)) return sql<boolean>`true`
  return sql<boolean>`exists (select 1 from match m join champion c on c.alliance_id = m.alliance_id and c.id = m.champion_id
    where m.alliance_id = r.alliance_id and m.request_id = r.id and m.status = 'accepted' and c.person_id = ${actor.personId}::uuid
      and c.status <> 'left')`
}

export interface ReachedRequest {
  readonly id: string
  readonly reference: string
  readonly status: string
  readonly person_id: string
  readonly person_reference: string
  readonly name: string
  readonly address: string
  readonly postcode: string | null
  /** Who helps with it now, if a champion does. */
  readonly champion_id: string | null
  readonly champion_reference: string | null
}

const findReached = async (
  tx: Tx,
  allianceId: string,
  actor: Actor,
  where: ReturnType<typeof sql>,
): Promise<ReachedRequest | undefined> => {
  const { rows } = await sql<ReachedRequest>`
    select r.id, r.reference, r.status, r.person_id, p.reference as person_reference, p.name, p.address, p.postcode,
      helper.champion_id, helper.champion_reference
    from request r join person p on p.alliance_id = r.alliance_id and p.id = r.person_id
    left join lateral (
      select m.champion_id, q.reference as champion_reference
      from match m
      join champion c on c.alliance_id = m.alliance_id and c.id = m.champion_id
      join person q on q.alliance_id = c.alliance_id and q.id = c.person_id
      where m.alliance_id = r.alliance_id and m.request_id = r.id and m.status = 'accepted') as helper on true
    where r.alliance_id = ${allianceId} and ${where} and ${reaches(actor)}
    order by r.status in ('new', 'triaged', 'in_hand', 'waiting') desc, r.opened_at desc limit 1`.execute(tx)
  return rows[0]
}

/** A request by its reference, if this actor may work on it; otherwise as if there were none. */
export const reachRequest = (tx: Tx, allianceId: string, actor: Actor, reference: string) =>
  findReached(tx, allianceId, actor, sql`r.reference = ${reference.toUpperCase()}`)

/** The newest open request of a learner, by the person's reference, if this actor may work on it. */
export const reachLearner = (tx: Tx, allianceId: string, actor: Actor, person: string) =>
  findReached(
    tx,
    allianceId,
    actor,
    sql`p.reference = ${person.toUpperCase()} and r.status in ('new', 'triaged', 'in_hand', 'waiting')`,
  )
