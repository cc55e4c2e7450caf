import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { messageMoves } from '../message.moves'
import { messageHappened, moveMessage } from '../sending/record-outcome'
import { moveNotices } from '../sending/tell-notices'
import { holdMessage } from './hold-message'

/** Someone looked and found that the message had gone: what it carries is told. Refuses `moved-on` unless nobody knew. */
export const sayItWent = command('message.went', async (work, { message: id }: { message: string }) => {
  const held = await holdMessage(work, id)
  if (!held) return refuse('not-found')
  const sentAt = held.claimed_at ?? work.at
  const message = await moveMessage(work, held.id, messageMoves.believe, { sent_at: sentAt, failure: null })
  if (!message) return refuse('moved-on')
  const carried = await moveNotices(work, [held.id], 'tell')
  return done({ id: held.id }, ...messageHappened(message, carried.get(held.id) ?? []))
})
