import { askForCallBack } from '#modules/callbacks'
import { command, type Work } from '#platform/command'
import type { House } from '#platform/module'
import { mayMove } from '#platform/moves'
import { done, refuse } from '#platform/outcome'
import { setNotices } from '../call-off'
import { messageMoves } from '../message.moves'
import { noticeMoves } from '../notice.moves'
import { type Choice, chooseWay, type Reach } from '../planning/choose-way'
import { reachOf } from '../planning/reach.queries'
import { scriptOf, speakerOf } from '../planning/speaker'
import { USUAL_QUIET } from '../providers/provider'
import { messageHappened, moveMessage } from '../sending/record-outcome'
import { carriedBy } from '../sending/tell-notices'
import { noticeHappened, noticeInHand } from './decide-notice'
import { type HeldNotice, holdMessage, holdNotices } from './hold-message'

type Templates = Pick<House, 'templates'>

const BY_VOICE = ['call', 'through_someone']
const NO_CALL = refuse('no-call', 'They must not be rung, or we have no number for them. Put their details right first')

/** When they may be rung: their safe times, and never where they asked us not to. */
const callTime = (reach: Reach, now: Date): Extract<Choice, { kind: 'call' }> | null => {
  const voice = { ...reach, ways: reach.ways.filter((way) => BY_VOICE.includes(way)) }
  const on = { text: false, email: false, letter: false }
  const choice = chooseWay({ reach: voice, on, quiet: USUAL_QUIET, failed: [], now, notAfter: null })
  return choice.kind === 'call' ? choice : null
}

const askForCall = async (work: Work, notice: HeldNotice, reach: Reach, { templates }: Templates): Promise<boolean> => {
  const time = callTime(reach, work.at)
  if (!time) return false
  const speaker = await speakerOf(work, templates, [notice], [reach.language])
  await askForCallBack(work, {
    ...{ person: notice.person_id, about: { type: notice.about_type, id: notice.about_id } },
    ...scriptOf(speaker, notice, reach),
    ...(time.from && { from: time.from }),
    ...(time.until && { until: time.until }),
    cause: `notice ${notice.id} instead ${work.today}`,
  })
  return true
}

/** Asks for a call about each of these that is still to be told; null when one cannot be. */
const callFor = async (work: Work, ids: readonly string[], house: Templates): Promise<readonly HeldNotice[] | null> => {
  const open = (await holdNotices(work, ids)).filter(({ status }) => mayMove(noticeMoves.callInstead, status))
  const reach = await reachOf(
    work.tx,
    work.allianceId,
    open.map(({ person_id }) => person_id),
  )
  for (const notice of open) {
    const person = reach.get(notice.person_id)
    if (!person || !(await askForCall(work, notice, person, house))) return null
  }
  const changes = { ended_at: work.at, because: 'Somebody rings instead' }
  await setNotices(
    work,
    open.map(({ id }) => id),
    noticeMoves.callInstead,
    changes,
  )
  return open
}

interface Instead extends Templates {
  readonly message: string
}

/** Rings about what a message would have told, and does not send it. Refuses `moved-on` when it has gone, and `no-call`. */
export const callInsteadOfMessage = command('message.call-instead', async (work, { message: id, templates }: Instead) => {
  const held = await holdMessage(work, id)
  if (!held) return refuse('not-found')
  if (!held.person_id) return refuse('moved-on')
  const message = await moveMessage(work, held.id, messageMoves.cancel, { failure: 'Somebody rings instead' })
  if (!message) return refuse('moved-on')
  const carried = await carriedBy(work, [held.id])
  const called = await callFor(
    work,
    carried.map((notice) => notice.id),
    { templates },
  )
  return called ? done({ id: held.id }, ...messageHappened(message, carried)) : NO_CALL
})

/** Rings about something that waits or could not be told. Refuses `moved-on` when it was told or is not needed, and `no-call`. */
export const callInsteadOfNotice = command(
  'notice.call-instead',
  async (work, { notice: id, templates }: Templates & { notice: string }) => {
    const held = await noticeInHand(work, id, noticeMoves.callInstead)
    if (!held.ok) return held
    const called = await callFor(work, [id], { templates })
    return called ? done({ id }, noticeHappened(held.value)) : NO_CALL
  },
)
