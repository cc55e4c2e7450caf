import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { LATE, stuckMessage } from './message.queries'

const MOST = 25
const KEPT = sql`interval '30 days'`

export interface StuckMessage {
  readonly id: string
  readonly person: string | null
  readonly templates: string[]
  readonly subject: string
  readonly way: string
  readonly status: string
  readonly failure: string | null
  readonly since: Date
}

export interface StuckNotice {
  readonly id: string
  readonly person: string | null
  readonly template: string
  readonly status: string
  readonly because: string | null
  readonly since: Date
}

export interface Stuck {
  readonly messages: readonly StuckMessage[]
  readonly notices: readonly StuckNotice[]
  /** Of all, where more are stuck than are shown. */
  readonly total: number
}

const stuckMessages = async (tx: Tx, allianceId: string, now: Date): Promise<(StuckMessage & { total: number })[]> => {
  const { rows } = await sql<StuckMessage & { total: number }>`
    select m.id, p.reference as person, m.subject, m.way, m.status, m.failure, m.created_at as since, count(*) over () as total,
      array(select distinct n.template from message_notice mn join notice n on n.alliance_id = mn.alliance_id and n.id = mn.notice_id
        where mn.alliance_id = m.alliance_id and mn.message_id = m.id) as templates
    from message m left join person p on p.alliance_id = m.alliance_id and p.id = m.person_id
    where m.alliance_id = ${allianceId} and m.status in ('unsure', 'planned', 'failed') and ${stuckMessage(now)}
    order by (m.status = 'unsure') desc, m.id limit ${MOST}`.execute(tx)
  return rows
}

/** What could not be told, and what should have been thought over by now. */
const stuckNotices = async (tx: Tx, allianceId: string, now: Date): Promise<(StuckNotice & { total: number })[]> => {
  const { rows } = await sql<StuckNotice & { total: number }>`
    select n.id, p.reference as person, n.template, n.status, n.because, coalesce(n.ended_at, n.plan_at) as since, count(*) over () as total
    from notice n join person p on p.alliance_id = n.alliance_id and p.id = n.person_id
    where n.alliance_id = ${allianceId} and (
      (n.status = 'could_not_tell' and n.ended_at > ${now}::timestamptz - ${KEPT})
      or (n.status = 'waiting' and n.plan_at < ${now}::timestamptz - ${LATE}))
    order by n.id limit ${MOST}`.execute(tx)
  return rows
}

/** What somebody should look at, the longest first. */
export const readStuck = async (tx: Tx, allianceId: string, now: Date): Promise<Stuck> => {
  const messages = await stuckMessages(tx, allianceId, now)
  const notices = await stuckNotices(tx, allianceId, now)
  return { messages, notices, total: (messages[0]?.total ?? 0) + (notices[0]?.total ?? 0) }
}
