import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'
import { deskQueue } from './call.queries'
import { ringing } from './incoming'

/** A call that was not typed at for so long is not going on any more. */
const STILL_ON = '4 minutes'

export interface OnCall {
  readonly worker: string
  readonly person: string | null
  readonly name: string | null
  readonly since: Date
}

/** Who is on which call now. Someone kept apart from the reader has no name here. */
const onCalls = prepared(
  (_tx, allianceId: string, account: string | null, at: Date) => sql<OnCall>`
    select distinct on (a.name, d.account_id) a.name as worker, p.reference as person, p.name, d.started_at as since
    from call_draft d join account a on a.alliance_id = d.alliance_id and a.id = d.account_id
    left join person p on p.alliance_id = d.alliance_id and p.id = d.person_id
    where d.alliance_id = ${allianceId} and d.saved_at > ${at}::timestamptz - ${STILL_ON}::interval
      and d.put_down_at is null and d.account_id <> ${account}
    order by a.name, d.account_id, d.saved_at desc limit 12`,
)

/** What goes on at the desk now, for the top of it. */
export const deskNow = async (tx: Tx, allianceId: string, account: string | null, at: Date) => {
  const [queue, rings, calls] = await Promise.all([
    deskQueue(tx, allianceId, at),
    ringing(tx, allianceId, account, at),
    onCalls(tx, allianceId, account, at),
  ])
  return { ...queue, ringing: rings, onCalls: calls }
}

export type DeskNow = Awaited<ReturnType<typeof deskNow>>
