import { command, type Work } from '#platform/command'
import { isId } from '#platform/ids'
import { type Move, mayMove } from '#platform/moves'
import { done, type Happened, type Outcome, refuse } from '#platform/outcome'
import { setNotices } from '../call-off'
import { noticeMoves } from '../notice.moves'
import { type HeldNotice, holdNotices } from './hold-message'
import { LEFT } from './leave-message'

/** What the journal says of a notice. */
export const noticeHappened = (notice: HeldNotice): Happened => ({
  about: { type: 'notice', id: notice.id },
  person: notice.person_id,
  also: notice.about_type === 'person' ? [] : [{ type: notice.about_type, id: notice.about_id }],
  detail: { template: notice.template },
})

/** A notice to decide about, held. One that a message carries is decided about with that message. */
export const noticeInHand = async (work: Work, id: string, move: Move<string>): Promise<Outcome<HeldNotice>> => {
  const [held] = isId(id) ? await holdNotices(work, [id]) : []
  if (!held) return refuse('not-found')
  return held.status !== 'on_its_way' && mayMove(move, held.status) ? done(held) : refuse('moved-on')
}

interface Which {
  readonly notice: string
}

/** Thinks over again how to tell something that could not be told: their details have been put right, say. */
export const tryNoticeAgain = command('notice.try-again', async (work, { notice: id }: Which) => {
  const held = await noticeInHand(work, id, noticeMoves.tryAgain)
  if (!held.ok) return held
  await setNotices(work, [id], noticeMoves.tryAgain, { plan_at: work.at, ended_at: null, because: null })
  await work.queue('post-round', {})
  return done({ id }, noticeHappened(held.value))
})

/** Decides not to tell something that waits or could not be told. */
export const leaveNotice = command('notice.leave', async (work, { notice: id }: Which) => {
  const held = await noticeInHand(work, id, noticeMoves.leave)
  if (!held.ok) return held
  await setNotices(work, [id], noticeMoves.leave, { ended_at: work.at, because: LEFT })
  return done({ id }, noticeHappened(held.value))
})
