import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { openAccounts } from './open-account'
import { startSignIn } from './sign-in-token'

interface Chosen {
  readonly persona: string
  readonly demo: boolean
}

/** Demonstration only: signs in as one of the made-up people. Anywhere else there is nobody to be found. */
export const signInAsPersona = command('sign-in.persona', async (work, { persona, demo }: Chosen) => {
  const account = await openAccounts(work, demo).where('account.persona', '=', persona).executeTakeFirst()
  if (!account) return refuse('not-found')
  return done(await startSignIn(work, account.id), { about: { type: 'account', id: account.id } })
})
