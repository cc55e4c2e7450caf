import type { Tx } from '#platform/db'
import { isId } from '#platform/ids'

/** One thing to tell somebody, or undefined where this alliance has none such. */
export const readNotice = async (tx: Tx, allianceId: string, id: string) =>
  isId(id)
    ? tx
        .selectFrom('notice as n')
        .innerJoin('person as p', (join) => join.onRef('p.alliance_id', '=', 'n.alliance_id').onRef('p.id', '=', 'n.person_id'))
        .select(['n.id', 'n.template', 'n.status', 'n.because', 'n.created_at', 'n.plan_at', 'n.about_type', 'n.about_id'])
        .select(['n.person_id', 'p.reference as person'])
        .where('n.alliance_id', '=', allianceId)
        .where('n.id', '=', id)
        .executeTakeFirst()
    : undefined

export type NoticeRecord = NonNullable<Awaited<ReturnType<typeof readNotice>>>
