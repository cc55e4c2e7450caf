import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import { messageMoves } from '../message.moves'
import { reachOf } from '../planning/reach.queries'
import { NEVER_QUIET } from '../providers/provider'
import { type MessageRow, mayStillGo } from '../sending/claim-messages'
import { messageHappened } from '../sending/record-outcome'
import { moveNotices } from '../sending/tell-notices'
import { holdWaiting } from './letter.queries'

const idsOf = (messages: readonly MessageRow[]): string[] => messages.map(({ id }) => id)

/** Who moved, died or wants no letters since it was written gets none: what it tells is thought over again. */
const putAside = async (work: Work, messages: readonly MessageRow[]): Promise<void> => {
  if (messages.length === 0) return
  const { from, to } = messageMoves.cancel
  await work.tx
    .updateTable('message')
    .set({ status: to, failure: 'Thought over again before it was printed' })
    .where('alliance_id', '=', work.allianceId)
    .where('id', 'in', idsOf(messages))
    .where('status', 'in', from)
    .execute()
  await moveNotices(work, idsOf(messages), 'fallBack')
  await work.queue('post-round', {})
}

const bundle = async ({ tx, allianceId, at, actor }: Work, messages: readonly MessageRow[]): Promise<string> => {
  const id = newId(at)
  const { from, to } = messageMoves.print
  await tx
    .insertInto('print_run')
    .values({ alliance_id: allianceId, id, printed_at: at, account_id: actor.accountId, letters: messages.length })
    .execute()
  await tx
    .updateTable('message')
    .set({ status: to, sent_at: at, print_run_id: id })
    .where('alliance_id', '=', allianceId)
    .where('id', 'in', idsOf(messages))
    .where('status', 'in', from)
    .execute()
  return id
}

/**
 * Takes all the letters that wait as one bundle, and counts them as sent. Pressed by two people at once, the first gets them.
 * Gives the bundle, or null when there was nothing to print.
 */
export const printLetters = command('letter.print', async (work, _none: object) => {
  const held = await holdWaiting(work.tx, work.allianceId, work.at)
  const reach = await reachOf(
    work.tx,
    work.allianceId,
    held.flatMap(({ person_id }) => person_id ?? []),
  )
  const isFit = (message: MessageRow) => mayStillGo(message, reach.get(message.person_id ?? ''), NEVER_QUIET, work.at)
  const fit = held.filter(isFit)
  await putAside(
    work,
    held.filter((message) => !fit.includes(message)),
  )
  if (fit.length === 0) return done<{ run: string | null }>({ run: null })
  const run = await bundle(work, fit)
  const carried = await moveNotices(work, idsOf(fit), 'tell')
  const sent = fit.flatMap((message) => messageHappened(message, carried.get(message.id) ?? []))
  return done<{ run: string | null }>(
    { run },
    { about: { type: 'print_run', id: run }, detail: { letters: fit.length } },
    ...sent.map((happened) => ({ ...happened, action: 'message.send' as const })),
  )
})
