import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** What a demonstration would have sent or asked for: a message, or a call where nothing else is left. */
export interface OutboxItem {
  readonly id: string
  readonly form: 'text' | 'email' | 'letter' | 'call'
  /** A number, an email address, the lines of a postal address, or the name of whom to ring. */
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly language: string
  readonly at: Date
}

/** The newest of them, of all ways. Calls are those that stand for a message. */
export const readOutbox = async (tx: Tx, allianceId: string, most = 50): Promise<OutboxItem[]> => {
  const { rows } = await sql<OutboxItem>`
    (select id, way as form, address as to, subject, body, language, created_at as at
      from message where alliance_id = ${allianceId} order by id desc limit ${most})
    union all
    (select c.id, 'call', p.name, c.why, c.script, 'en', c.asked_at
      from call_back c join person p on p.alliance_id = c.alliance_id and p.id = c.person_id
      where c.alliance_id = ${allianceId} and c.cause like 'notice %' order by c.id desc limit ${most})
    order by at desc, id desc limit ${most}`.execute(tx)
  return rows
}
