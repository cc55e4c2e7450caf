import { sql } from 'kysely'
import { countToRing, isRingingTime } from '#modules/callbacks'
import { londonDate } from '#platform/clock'
import { type Count, selectCounts } from '#platform/counts'
import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'

type OfWhom = { readonly 'c.person_id': string } | { readonly 'c.request_id': string }

/** The latest calls with a person or about a request, newest first. */
export const callsOf = (tx: Tx, allianceId: string, whom: OfWhom, most = 5) =>
  tx
    .selectFrom('call as c')
    .leftJoin('account as a', (join) => join.onRef('a.id', '=', 'c.account_id').onRef('a.alliance_id', '=', 'c.alliance_id'))
    .select(['c.id', 'c.direction', 'c.result', 'c.minutes', 'c.notes', 'c.started_at', 'a.name as worker'])
    .where('c.alliance_id', '=', allianceId)
    .where((row) => row.and(whom))
    .orderBy('c.started_at', 'desc')
    .limit(most)
    .execute()

export type CallRecord = Awaited<ReturnType<typeof callsOf>>[number]

/** What is to do on the desk, counted to 99 and no further: more than that is "99+" to anyone. */
export const MOST_COUNTED = 100

const counted = (condition: ReturnType<typeof sql>): Count => sql`
  select count(*) from (select 1 from request
    where alliance_id = current_alliance() and status in ('new', 'triaged', 'in_hand', 'waiting') and ${condition}
    limit ${sql.lit(MOST_COUNTED)}) as few`

const queueCounts = prepared((_tx, allianceId: string, at: Date, day: string, isRinging: boolean) =>
  selectCounts({
    late: counted(sql`next_action_on < ${day}::date`),
    today: counted(sql`next_action_on = ${day}::date`),
    toRing: countToRing(allianceId, at, isRinging),
  }),
)

/** The numbers across the top of the desk. */
export const deskQueue = async (tx: Tx, allianceId: string, at: Date) => {
  const [counts] = await queueCounts(tx, allianceId, at, londonDate(at), isRingingTime(at))
  return { late: 0, today: 0, toRing: 0, ...counts }
}
