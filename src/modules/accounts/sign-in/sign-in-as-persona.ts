import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { startSignIn } from './sign-in-token'

/** Demonstration only: signs in as one of the made-up people. The route does not exist outside demo mode. */
export const signInAsPersona = command('sign-in.persona', async (work, input: { persona: string }) => {
  const account = await work.tx
    .selectFrom('account')
    .select('id')
    .where('alliance_id', '=', work.allianceId)
    .where('persona', '=', input.persona)
    .executeTakeFirst()
  if (!account) return refuse('not-found')
  return done(await startSignIn(work, account.id), { about: { type: 'account', id: account.id } })
})
