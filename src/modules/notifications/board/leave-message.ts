import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { setNotices } from '../call-off'
import { messageMoves } from '../message.moves'
import { noticeMoves } from '../notice.moves'
import { messageHappened, moveMessage } from '../sending/record-outcome'
import { carriedBy } from '../sending/tell-notices'
import { holdMessage } from './hold-message'

export const LEFT = 'Somebody decided not to send it'

/** Does not send a message, nor tell what it carries any other way. Refuses `moved-on` when it has gone. */
export const leaveMessage = command('message.leave', async (work, { message: id }: { message: string }) => {
  const held = await holdMessage(work, id)
  if (!held) return refuse('not-found')
  const message = await moveMessage(work, held.id, messageMoves.cancel, { failure: LEFT })
  if (!message) return refuse('moved-on')
  const carried = await carriedBy(work, [held.id])
  const ids = carried.map((notice) => notice.id)
  await setNotices(work, ids, noticeMoves.leave, { ended_at: work.at, because: LEFT })
  return done({ id: held.id }, ...messageHappened(message, carried))
})
