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

/** One text, whole. */
export const readText = async (tx: Tx, allianceId: string, id: string) =>
  isId(id)
    ? textsOf(tx, allianceId).select(['t.words', 't.from_number', 't.sent_at']).where('t.id', '=', id).executeTakeFirst()
    : undefined

export type TextRecord = NonNullable<Awaited<ReturnType<typeof readText>>>
