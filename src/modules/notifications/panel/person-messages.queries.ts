import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** One thing we told a person, or have to: the last message that carried it, and what came of it. */
export interface ToldRow {
  readonly id: string
  readonly template: string
  readonly status: string
  readonly because: string | null
  readonly at: Date
  readonly planAt: Date
  readonly answeredAt: Date | null
  readonly message: string | null
  readonly way: string | null
  readonly messageStatus: string | null
}

/** The newest things told and to be told to a person, those that wait first. */
export const toldTo = async (tx: Tx, allianceId: string, person: string, most = 10): Promise<ToldRow[]> => {
  const { rows } = await sql<ToldRow>`
    select n.id, n.template, n.status, n.because, n.created_at as at, n.plan_at as "planAt", n.answered_at as "answeredAt",
      m.id as message, m.way, m.status as "messageStatus"
    from notice n left join lateral (
      select message.id, message.way, message.status from message_notice mn
      join message on message.alliance_id = mn.alliance_id and message.id = mn.message_id
      where mn.alliance_id = n.alliance_id and mn.notice_id = n.id order by message.id desc limit 1) m on true
    where n.alliance_id = ${allianceId} and n.person_id = ${person}
    order by (n.status in ('waiting', 'on_its_way')) desc, n.id desc limit ${most}`.execute(tx)
  return rows
}

/** The newest texts a person sent us. */
export const textsFrom = (tx: Tx, allianceId: string, person: string, most = 5) =>
  tx
    .selectFrom('inbound_text')
    .select(['id', 'words', 'sent_at', 'status', 'came_of_it'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

export type TextRow = Awaited<ReturnType<typeof textsFrom>>[number]
