import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { messageMoves } from '../message.moves'
import { messageHappened, moveMessage } from '../sending/record-outcome'
import { carriedBy } from '../sending/tell-notices'
import { holdMessage } from './hold-message'

/**
 * Sends a message again: one that nobody knows the fate of, once someone looked and found it had not gone; or one to an account
 * that failed. What a failed message told a person is on another way by now, so that one is not sent again. Refuses `moved-on`,
 * and `secret-gone` where its words are forgotten.
 */
export const sendAgain = command('message.send-again', async (work, { message: id }: { message: string }) => {
  const held = await holdMessage(work, id)
  if (!held) return refuse('not-found')
  if (held.person_id !== null && held.status === 'failed') return refuse('moved-on')
  if (held.send_before !== null) return refuse('secret-gone', 'Its words were a secret, and are gone. Ask for a new one')
  const again = { failure: null, failed_at: null, next_try_at: work.at, tries: 0 }
  const message = await moveMessage(work, held.id, messageMoves.tryAgain, again)
  if (!message) return refuse('moved-on')
  await work.queue('post-round', {})
  return done({ id: held.id }, ...messageHappened(message, await carriedBy(work, [held.id])))
})
