import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { isId } from '#platform/ids'

/** One thing to learn from, with how many people were shown it; undefined when this alliance has none such. */
export const readResource = async (tx: Tx, allianceId: string, id: string) =>
  isId(id)
    ? tx
        .selectFrom('learning_resource as l')
        .selectAll('l')
        .select(
          sql<number>`(select count(distinct s.person_id)::int from signpost s
            where s.alliance_id = l.alliance_id and s.resource_id = l.id)`.as('shown'),
        )
        .where('l.alliance_id', '=', allianceId)
        .where('l.id', '=', id)
        .executeTakeFirst()
    : undefined

export type ResourceRecord = NonNullable<Awaited<ReturnType<typeof readResource>>>
