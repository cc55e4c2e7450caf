import { sql } from 'kysely'
import type { WouldStop } from '#platform/module'
import { plural } from '#ui/format'

/** Sessions to come that would be called off, and places in groups that would be free: as `stopSessions` does. */
export const sessionsToStop: WouldStop = async (tx, { allianceId, people, because, at }) => {
  if (because === 'kept-apart') return []
  const { rows } = await sql<{ count: number }>`
    select count(distinct s.id)::int as count from session s
    join attendance a on a.alliance_id = s.alliance_id and a.session_id = s.id
    where s.alliance_id = ${allianceId} and s.status = 'planned' and s.starts_at > ${at}::timestamptz
      and a.status = 'booked' and a.person_id = any(${people}::uuid[])`.execute(tx)
  const count = rows[0]?.count ?? 0
  return count > 0 ? [`${plural(count, 'session')} to come`] : []
}
