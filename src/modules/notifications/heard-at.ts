import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/**
 * When a person heard what was to be told them for this cause: a message went and did not come back, they answered it, or we spoke
 * on the phone about it. Null while nobody knows that they did.
 */
export const heardAt = async (tx: Tx, allianceId: string, cause: string): Promise<Date | null> => {
  const { rows } = await sql<{ at: Date | null }>`
    select coalesce(n.answered_at, case when n.status = 'told' then n.ended_at end, (
      select min(c.ended_at) from call_back c
      where c.alliance_id = n.alliance_id and c.person_id = n.person_id and c.status = 'done'
        and (c.cause = 'notice ' || n.id or starts_with(c.cause, 'notice ' || n.id || ' instead ')))) as at
    from notice n where n.alliance_id = ${allianceId} and n.cause = ${cause}`.execute(tx)
  return rows[0]?.at ?? null
}
