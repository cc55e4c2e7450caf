import { sql } from 'kysely'
import { londonDate, londonInstant } from '#platform/clock'
import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { done } from '#platform/outcome'
import { changing } from './changing'

/** Whoever takes calls is on shift until the end of the day, or until they say otherwise. */
export const startShift = async (work: Work): Promise<void> => {
  const { allianceId, actor, at } = work
  if (!actor.accountId) return
  const until = londonInstant(londonDate(at), '20:00')
  if (until <= at) return
  const row = { alliance_id: allianceId, account_id: actor.accountId, since: at, until }
  await changing(work)
    .insertInto('call_shift')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['alliance_id', 'account_id']).doUpdateSet({ since: at, until }).where('call_shift.until', '<=', at),
    )
    .execute()
}

/** Ends a worker's shift: what is theirs goes to the others from now on. */
export const endShift = command('call-back.put-back', async (work, _input: Record<never, never>) => {
  const { allianceId, actor, at } = work
  await changing(work)
    .updateTable('call_shift')
    .set({ until: at })
    .where('alliance_id', '=', allianceId)
    .where('account_id', '=', actor.accountId)
    .where('until', '>', at)
    .execute()
  return done({})
})

export interface OnShift {
  readonly account_id: string
  readonly name: string
  readonly since: Date
  /** How often they rang someone from the queue today. */
  readonly rang: number
}

/** Who is on shift and has not left, and how much each has done, the least first: so that all can see a fair share. */
export const onShift = async (tx: Tx, allianceId: string, at: Date): Promise<OnShift[]> => {
  const { rows } = await sql<OnShift>`
    select s.account_id, a.name, s.since,
      (select count(distinct t.call_id) from call_back_try t where t.alliance_id = s.alliance_id and t.account_id = s.account_id
        and t.tried_on = ${londonDate(at)}::date) as rang
    from call_shift s join account a on a.alliance_id = s.alliance_id and a.id = s.account_id
    where s.alliance_id = ${allianceId} and s.until > ${at} and s.since <= ${at} and a.closed_at is null
    order by rang, a.name`.execute(tx)
  return rows
}
