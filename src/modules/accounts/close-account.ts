import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { readAccount } from './account.queries'
import { refuseIfLastAdmin } from './last-admin'

const YOURSELF = refuse('yourself', 'You cannot close your own account. Ask another administrator')

/** Closes an account and ends its sign-ins at once. Its name stays on what it did. Refuses `yourself` and `last-admin`. */
export const closeAccount = command('account.close', async (work, input: { account: string }) => {
  const { tx, allianceId, at, actor } = work
  const account = await readAccount(tx, allianceId, input.account)
  if (!account) return refuse('not-found')
  if (account.id === actor.accountId) return YOURSELF
  const last = await refuseIfLastAdmin(work, account)
  if (last) return last
  const closed = await tx
    .updateTable('account')
    .set({ closed_at: at })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', account.id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (closed.numUpdatedRows === 0n) return refuse('moved-on')
  await tx
    .updateTable('sign_in')
    .set({ ended_at: at })
    .where('alliance_id', '=', allianceId)
    .where('account_id', '=', account.id)
    .where('ended_at', 'is', null)
    .execute()
  return done({ id: account.id }, { about: { type: 'account', id: account.id } })
})
