import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import type { Rights } from './account'
import { readAccount } from './account.queries'
import { refuseIfLastAdmin } from './last-admin'
import { reachOf, writeRoles } from './rights'

/** Changes what an account may do. It holds from the next page they open: roles are read each time. Refuses `last-admin`. */
export const setRoles = command('account.set-roles', async (work, input: Rights & { account: string }) => {
  const { tx, allianceId } = work
  const account = await readAccount(tx, allianceId, input.account)
  if (!account || account.closed_at) return refuse('not-found')
  const reach = await reachOf(work, input)
  if ('ok' in reach) return reach
  const last = input.roles.includes('admin') ? null : await refuseIfLastAdmin(work, account)
  if (last) return { ...last, field: 'roles' }
  await tx.deleteFrom('account_role').where('alliance_id', '=', allianceId).where('account_id', '=', account.id).execute()
  await writeRoles(work, account.id, input.roles)
  await tx.updateTable('account').set(reach).where('alliance_id', '=', allianceId).where('id', '=', account.id).execute()
  return done(
    { id: account.id },
    { about: { type: 'account', id: account.id }, detail: { roles: input.roles, were: account.roles } },
  )
})
