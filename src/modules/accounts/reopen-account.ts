import { command } from '#platform/command'
import { isId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'

/** Lets someone whose account was closed sign in again, with the roles they had. */
export const reopenAccount = command('account.reopen', async ({ tx, allianceId }, { account: id }: { account: string }) => {
  if (!isId(id)) return refuse('not-found')
  const account = await tx
    .selectFrom('account')
    .select(['id', 'closed_at'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!account) return refuse('not-found')
  if (!account.closed_at) return refuse('moved-on')
  await tx.updateTable('account').set({ closed_at: null }).where('alliance_id', '=', allianceId).where('id', '=', id).execute()
  return done({ id }, { about: { type: 'account', id } })
})
