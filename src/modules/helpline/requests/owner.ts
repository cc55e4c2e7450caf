import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Action, MAY, type Role } from '#platform/access'
import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'

const DESK: readonly Role[] = MAY['request.take' satisfies Action]

/** Whether an account, as `a`, works at the desk now. */
export const atTheDesk = sql<SqlBool>`a.closed_at is null and exists (select from account_role r
  where r.alliance_id = a.alliance_id and r.account_id = a.id and r.role in (${sql.join(DESK)}))`

/** Who may have a request in hand: open accounts of the desk, by name. */
export const deskAccounts = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('account as a')
    .select(['a.id', 'a.name'])
    .where('a.alliance_id', '=', allianceId)
    .where(atTheDesk)
    .orderBy('a.name')
    .execute()

export type DeskAccount = Awaited<ReturnType<typeof deskAccounts>>[number]

/** Whether this account may have a request in hand here. */
export const mayOwn = async (tx: Tx, allianceId: string, id: string): Promise<boolean> =>
  (await deskAccounts(tx, allianceId)).some((account) => account.id === id)

const ownerIsHere = (request: 'r' | 'request') => sql<SqlBool>`o.id = ${sql.ref(`${request}.owner_id`)}
  and o.alliance_id = ${sql.ref(`${request}.alliance_id`)} and o.closed_at is null`

/** Joins the owner, as `o`, of a request, as `r`. Whoever has left has nothing in hand: what was theirs is nobody's. */
export const OWNER_IS_HERE = ownerIsHere('r')

/** Who has a row of `request` now, or null. */
export const OWNER_NOW = sql<string | null>`(select o.id from account o where ${ownerIsHere('request')})`

/** Whether nobody has a row of `request` now. */
export const IS_NOBODYS = sql<SqlBool>`${OWNER_NOW} is null`

/** The owner to write on a row of `request`: whoever has it now, or else this account. */
export const ownerOr = (account: string | null): RawBuilder<string | null> => sql`coalesce(${OWNER_NOW}, ${account})`

/** Whoever does something lasting about a request that nobody has looks after it from then on. */
export const takeIfNobodys = async ({ tx, allianceId, actor }: Work, id: string): Promise<void> => {
  const nobodys = tx.updateTable('request').set({ owner_id: actor.accountId }).where(IS_NOBODYS)
  await nobodys.where('alliance_id', '=', allianceId).where('id', '=', id).execute()
}
