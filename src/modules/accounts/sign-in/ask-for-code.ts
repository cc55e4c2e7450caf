import { z } from 'zod'
import { command } from '#platform/command'
import { email, words } from '#platform/fields'
import { done } from '#platform/outcome'

export const askForCodeForm = z.object({ email: email(), next: words(2000) })

interface Asked {
  readonly email: string
  readonly demo: boolean
}

/**
 * Asks for a code to be sent. The same work whether or not we know the address, so that neither the answer nor the time it
 * takes tells who has an account: the looking-up happens later, in the queue.
 */
export const askForCode = command('sign-in.ask', async (work, asked: Asked) => {
  await work.queue('send-sign-in-code', { ...asked })
  return done(null)
})
