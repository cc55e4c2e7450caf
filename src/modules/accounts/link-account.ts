import { command } from '#platform/command'
import { isId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { makeSignInLink } from './sign-in/use-link'

/** Makes a one-time link for an account; gives its path below the alliance's base. From the command line, for someone no code reaches. */
export const linkAccount = command('account.link', async (work, { account: id }: { account: string }) => {
  const { tx, allianceId } = work
  if (!isId(id)) return refuse('not-found')
  const account = await tx
    .selectFrom('account')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!account) return refuse('not-found')
  return done({ path: await makeSignInLink(work, id) }, { about: { type: 'account', id } })
})
