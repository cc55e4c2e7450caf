import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'
import { isId } from '#platform/ids'
import type { Filter } from '#platform/list'
import { stuckIds } from './stuck.queries'

/** A message in the list: whose it is by reference, what it told by template; no address and no words. */
export interface MessageListRow {
  readonly id: string
  readonly created_at: Date
  readonly person: string | null
  readonly templates: string[]
  readonly subject: string
  readonly way: string
  readonly status: string
  readonly failure: string | null
}

const templatesOf = sql<string[]>`array(
  select distinct n.template from message_notice mn join notice n on n.alliance_id = mn.alliance_id and n.id = mn.notice_id
  where mn.alliance_id = m.alliance_id and mn.message_id = m.id)`

/** What goes to accounts, such as sign-in codes, is nobody's business here unless it is stuck. */
const concernsDesk = sql<boolean>`(m.person_id is not null or m.status <> 'sent')`

const tellsOneOf = (templates: readonly string[]): RawBuilder<boolean> => sql<boolean>`exists (
  select from message_notice mn join notice n on n.alliance_id = mn.alliance_id and n.id = mn.notice_id
  where mn.alliance_id = m.alliance_id and mn.message_id = m.id and n.template = any(${templates}::text[]))`

const isTo = (reference: string): RawBuilder<boolean> => sql<boolean>`m.person_id = (
  select p.id from person p where p.alliance_id = m.alliance_id and p.reference = ${reference.toUpperCase()})`

/** The messages of an alliance, as the filters ask; `templates` are those that tell what was typed. */
export const messageRows = (tx: Tx, allianceId: string, now: Date, filter: Filter, templates: readonly string[]) =>
  tx
    .selectFrom('message as m')
    .leftJoin('person as p', (join) => join.onRef('p.alliance_id', '=', 'm.alliance_id').onRef('p.id', '=', 'm.person_id'))
    .select(['m.id', 'm.created_at', 'p.reference as person', 'm.subject', 'm.way', 'm.status', 'm.failure'])
    .select(templatesOf.as('templates'))
    .where('m.alliance_id', '=', allianceId)
    .where(concernsDesk)
    .$if(filter.status === 'stuck', (query) => query.where(sql<boolean>`m.id in ${stuckIds(allianceId, now)}`))
    .$if(filter.status !== undefined && filter.status !== 'stuck', (query) => query.where('m.status', '=', String(filter.status)))
    .$if(filter.way !== undefined, (query) => query.where('m.way', '=', String(filter.way)))
    .$if(filter.what !== undefined, (query) => query.where(tellsOneOf(templates)))
    .$if(filter.person !== undefined, (query) => query.where(isTo(String(filter.person))))

const messageOf = (tx: Tx, allianceId: string, id: string) =>
  tx
    .selectFrom('message as m')
    .leftJoin('person as p', (join) => join.onRef('p.alliance_id', '=', 'm.alliance_id').onRef('p.id', '=', 'm.person_id'))
    .select(['m.id', 'm.way', 'm.status', 'm.address', 'm.subject', 'm.body', 'm.language', 'm.provider', 'm.tries', 'm.failure'])
    .select(['m.created_at', 'm.next_try_at', 'm.sent_at', 'm.delivered_at', 'm.failed_at', 'm.send_before', 'm.person_id'])
    .select(['p.reference as person', 'p.name'])
    .where('m.alliance_id', '=', allianceId)
    .where('m.id', '=', id)
    .executeTakeFirst()

/** What a message carries, each with the version of the words it used. */
const carriedOf = (tx: Tx, allianceId: string, id: string) =>
  tx
    .selectFrom('message_notice as mn')
    .innerJoin('notice as n', (join) => join.onRef('n.alliance_id', '=', 'mn.alliance_id').onRef('n.id', '=', 'mn.notice_id'))
    .leftJoin('template_version as v', (join) =>
      join.onRef('v.alliance_id', '=', 'mn.alliance_id').onRef('v.id', '=', 'mn.template_version'),
    )
    .select(['n.id', 'n.template', 'n.about_type', 'n.about_id', 'n.status', 'v.number', 'v.language'])
    .where('mn.alliance_id', '=', allianceId)
    .where('mn.message_id', '=', id)
    .orderBy('n.id')
    .execute()

const receiptsOf = (tx: Tx, allianceId: string, id: string) =>
  tx
    .selectFrom('message_receipt')
    .select(['status', 'at'])
    .where('alliance_id', '=', allianceId)
    .where('message_id', '=', id)
    .orderBy('at')
    .execute()

/** One message with what it carries and what its provider said of it. */
export const readMessage = async (tx: Tx, allianceId: string, id: string) => {
  const message = isId(id) ? await messageOf(tx, allianceId, id) : undefined
  if (!message) return undefined
  return { ...message, carried: await carriedOf(tx, allianceId, id), receipts: await receiptsOf(tx, allianceId, id) }
}

export type MessageRecord = NonNullable<Awaited<ReturnType<typeof readMessage>>>
