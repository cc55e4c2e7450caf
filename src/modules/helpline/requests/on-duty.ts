import { sql } from 'kysely'
import { z } from 'zod'
import { tellStaff } from '#modules/notifications'
import { command } from '#platform/command'
import type { Tx } from '#platform/db'
import { needed } from '#platform/fields'
import { isId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { atTheDesk, mayOwn } from './owner'

export const dutyForm = z.object({
  account: needed('Choose who looks after new requests').refine(isId, { error: 'Choose who looks after new requests' }),
})

/** The one account that is on duty: the one chosen while they work here; else a coordinator before the others, the longest here first. */
const onDuty = (allianceId: string) => sql`account as a
  left join duty_worker as d on d.alliance_id = a.alliance_id and d.account_id = a.id
  where a.alliance_id = ${allianceId} and ${atTheDesk}
  order by d.account_id nulls last, exists (select from account_role as c
    where c.alliance_id = a.alliance_id and c.account_id = a.id and c.role = 'coordinator') desc, a.id
  limit 1`

/** Who is on duty, for a query of requests: what nobody has taken is theirs to look after. */
export const dutyName = (allianceId: string) => sql<string | null>`(select a.name from ${onDuty(allianceId)})`

/** Who is on duty: the account's id, or nothing where nobody works at the desk. */
export const readDuty = async (tx: Tx, allianceId: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select a.id from ${onDuty(allianceId)}`.execute(tx)
  return rows[0]?.id ?? ''
}

/** Who has a request, as lists say it: its owner, or whoever looks after it until somebody takes it. */
export const inWhoseHands = (owner: string | null, duty: string | null): string | null =>
  owner ?? (duty && `${duty}, until someone takes it`)

/** Hands what nobody has taken to somebody of the desk, and tells them. Refuses `no-owner`. */
export const putOnDuty = command('duty.set', async (work, { account }: z.output<typeof dutyForm>) => {
  const { tx, allianceId, at, actor } = work
  if (!(await mayOwn(tx, allianceId, account))) return refuse('no-owner', 'Choose who looks after new requests', 'account')
  await tx
    .insertInto('duty_worker')
    .values({ alliance_id: allianceId, account_id: account, since: at })
    .onConflict((row) => row.column('alliance_id').doUpdateSet({ account_id: account, since: at }))
    .execute()
  const about = { type: 'account', id: account }
  const words = 'You look after new requests now, until somebody takes them.'
  if (account !== actor.accountId) await tellStaff(work, { to: { account }, about, words, path: '/requests?owner=nobody' })
  return done(null, { about })
})
