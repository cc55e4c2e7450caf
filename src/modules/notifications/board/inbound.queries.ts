import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { isId } from '#platform/ids'
import type { Filter } from '#platform/list'

const textsOf = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('inbound_text as t')
    .leftJoin('person as p', (join) => join.onRef('p.alliance_id', '=', 't.alliance_id').onRef('p.id', '=', 't.person_id'))
    .select(['t.id', 't.received_at', 't.status', 'p.reference as person', 'p.name'])
    .select(sql<string>`coalesce(t.came_of_it, '')`.as('came_of_it'))
    .where('t.alliance_id', '=', allianceId)

/** The texts people sent us: who, and what came of it. */
export const textRows = (tx: Tx, allianceId: string, filter: Filter) =>
  textsOf(tx, allianceId).$if(filter.status !== undefined, (query) => query.where('t.status', '=', String(filter.status)))

/** Whether somebody is asked to ring about it: then it is seen to by ringing. */
const hasCall = sql<boolean>`exists (
  select from call_back c where c.alliance_id = t.alliance_id and c.cause = 'text ' || t.id)`

/** One text, whole. */
export const readText = async (tx: Tx, allianceId: string, id: string) =>
  isId(id)
    ? textsOf(tx, allianceId)
        .leftJoin('account as a', (join) => join.onRef('a.alliance_id', '=', 't.alliance_id').onRef('a.id', '=', 't.seen_to_by'))
        .select(['t.words', 't.from_number', 't.sent_at', 't.seen_to_at', 't.seen_to_words', 'a.name as seen_to_by'])
        .select([hasCall.as('has_call'), 't.person_id'])
        .where('t.id', '=', id)
        .executeTakeFirst()
    : undefined

export type TextRecord = NonNullable<Awaited<ReturnType<typeof readText>>>

/** How many texts from numbers that nobody has wait for someone to read them. */
export const countStray = async (tx: Tx, allianceId: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('inbound_text')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('alliance_id', '=', allianceId)
    .where('status', '=', 'nobody')
    .executeTakeFirstOrThrow()
  return count
}
