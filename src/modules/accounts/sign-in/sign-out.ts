import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { hashOf } from './sign-in-token'

/** Ends one sign-in: its token opens nothing any more, on this machine or any it was copied to. */
export const signOut = command('sign-in.end', async ({ tx, allianceId, at }, { token }: { token: string }) => {
  const ended = await tx
    .updateTable('sign_in')
    .set({ ended_at: at })
    .where('alliance_id', '=', allianceId)
    .where('token_hash', '=', hashOf(token))
    .where('ended_at', 'is', null)
    .returning('account_id')
    .executeTakeFirst()
  return ended ? done(null, { about: { type: 'account', id: ended.account_id } }) : done(null)
})
