import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** How long a question stays open to an answer. */
const OPEN_DAYS = 30

/** Something we asked somebody in a text to a number. */
export interface AskedThere {
  readonly notice: string
  readonly message: string
  readonly person: string
  readonly asks: string
  readonly replies: readonly string[]
  readonly aboutType: string
  readonly aboutId: string
  readonly answeredAt: Date | null
}

/** What the newest text to this number that asked anything asked; nothing when it was too long ago or its time is over. */
export const lastAsked = async (tx: Tx, allianceId: string, number: string, at: Date): Promise<AskedThere[]> => {
  const { rows } = await sql<AskedThere>`
    with asking as (
      select m.id from message m
      where m.alliance_id = ${allianceId} and m.way = 'text' and m.address = ${number} and m.status in ('sent', 'delivered')
        and m.sent_at > ${at}::timestamptz - make_interval(days => ${OPEN_DAYS})
        and exists (select from message_notice mn join notice n on n.alliance_id = mn.alliance_id and n.id = mn.notice_id
          where mn.alliance_id = m.alliance_id and mn.message_id = m.id and n.asks is not null)
      order by m.id desc limit 1)
    select n.id as notice, mn.message_id as message, n.person_id as person, n.asks, n.replies, n.about_type as "aboutType",
      n.about_id as "aboutId", n.answered_at as "answeredAt"
    from asking join message_notice mn on mn.alliance_id = ${allianceId} and mn.message_id = asking.id
    join notice n on n.alliance_id = mn.alliance_id and n.id = mn.notice_id
    where n.asks is not null and n.status = 'told' and (n.not_after is null or n.not_after > ${at}) order by n.id`.execute(tx)
  return rows
}

/** Someone at a number. */
export interface PersonThere {
  readonly id: string
  readonly reference: string
  /** Their record is kept apart, with a safe contact plan or without. */
  readonly restricted: boolean
  readonly hasPlan: boolean
}

/** Who has this number, or was texted at it lately: more than one when it is shared. */
export const peopleAt = async (tx: Tx, allianceId: string, number: string): Promise<PersonThere[]> => {
  const { rows } = await sql<PersonThere>`
    select p.id, p.reference, reach.restricted, reach.safe_plan as "hasPlan" from person p
    join person_reach reach on reach.alliance_id = p.alliance_id and reach.person_id = p.id
    where p.alliance_id = ${allianceId} and not reach.gone and p.id in (
      select person_id from person_phone where alliance_id = ${allianceId} and number = ${number}
      union select person_id from message where alliance_id = ${allianceId} and way = 'text' and address = ${number} and person_id is not null)
    order by p.id`.execute(tx)
  return rows
}
