import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { openAccounts } from './open-account'
import { hashOf, newToken, startSignIn } from './sign-in-token'

const LINK_HOURS = 24

/** Makes a link that signs in to an account once, within a day; gives the path below the alliance's base. */
export const makeSignInLink = async ({ tx, allianceId, at }: Work, accountId: string): Promise<string> => {
  const token = newToken()
  await tx
    .insertInto('sign_in_code')
    .values({
      alliance_id: allianceId,
      id: newId(at),
      account_id: accountId,
      kind: 'link',
      code_hash: hashOf(token),
      created_at: at,
      expires_at: new Date(at.getTime() + LINK_HOURS * 3_600_000),
    })
    .execute()
  return `/sign-in/link?token=${token}`
}

interface Followed {
  readonly token: string
  readonly demo: boolean
}

export const linkOver = refuse('link-over', 'This link has been used already, or is too old')

/** Whom a link would sign in, while it may still be used. Looking does not use it: mail scanners look. */
export const readLink = (tx: Tx, allianceId: string, { token, demo }: Followed, at: Date) =>
  tx
    .selectFrom('sign_in_code as link')
    .innerJoin('account', (join) =>
      join.onRef('account.id', '=', 'link.account_id').onRef('account.alliance_id', '=', 'link.alliance_id'),
    )
    .select('account.name')
    .where('link.alliance_id', '=', allianceId)
    .where('link.kind', '=', 'link')
    .where('link.code_hash', '=', hashOf(token))
    .where('link.used_at', 'is', null)
    .where('link.expires_at', '>', at)
    .where('account.closed_at', 'is', null)
    .$if(!demo, (query) => query.where('account.persona', 'is', null))
    .executeTakeFirst()

/** Signs in with a one-time link. Refuses one that was used, is too old, or was never made. */
export const useLink = command('sign-in.use', async (work, { token, demo }: Followed) => {
  const { tx, allianceId, at } = work
  const link = await tx
    .updateTable('sign_in_code')
    .set({ used_at: at })
    .where('alliance_id', '=', allianceId)
    .where('kind', '=', 'link')
    .where('code_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('account_id')
    .executeTakeFirst()
  const account = link && (await openAccounts(work, demo).where('account.id', '=', link.account_id).executeTakeFirst())
  if (!account) return linkOver
  return done(await startSignIn(work, account.id), { about: { type: 'account', id: account.id }, detail: { way: 'link' } })
})
