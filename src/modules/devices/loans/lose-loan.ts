import { z } from 'zod'
import { command, type Work } from '#platform/command'
import { oneOf, words } from '#platform/fields'
import { done, refuse } from '#platform/outcome'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import { movePlaceOf } from '../waiting/move-waiting'
import { queueOffers } from '../waiting/queue-offers'
import { waitingMoves } from '../waiting/waiting.moves'
import { loanMoves } from './loan.moves'
import { aboutLoan, callOffReminders, type HeldLoan, holdLoan, type KnownLoan } from './move-loan'

export const TROUBLES = { lost: 'It is lost', stolen: 'It was stolen', broken: 'It is broken' } as const
export type Trouble = keyof typeof TROUBLES

/** What happened to a lent device, in the borrower's own words. Nobody is asked whose fault it was. */
export const troubleForm = z.object({
  what: oneOf(['lost', 'stolen', 'broken'], 'Choose what happened'),
  notes: words(1000),
})

interface LossInput {
  readonly reference: string
  readonly what?: Trouble
  readonly notes?: string
}

const setTrouble = (work: Work, { loan }: HeldLoan, move: { from: readonly string[]; to: string }, input: LossInput) =>
  work.tx
    .updateTable('loan')
    .set({ status: move.to, trouble: input.what ?? 'lost', trouble_on: work.today, trouble_notes: input.notes ?? '' })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', loan.id)
    .where('status', 'in', move.from)
    .returning(['id', 'reference'])
    .executeTakeFirst()

/**
 * Writes down, without blame, that a lent device is lost, was stolen or broke. Nobody is reminded of it any more. Found later, it
 * is brought back like any other; a broken one is with its borrower until it is fetched. Refuses `moved-on`.
 */
export const loseLoan = command('loan.lose', async (work, input: LossInput) => {
  const broken = input.what === 'broken'
  const move = broken ? loanMoves.breaks : loanMoves.lose
  const held = await holdLoan(work, input.reference, move)
  if (!held.ok) return held
  const moved = await setTrouble(work, held, move, input)
  const gone = input.what === 'stolen' ? deviceMoves.steal : deviceMoves.lose
  if (!moved || (!broken && !(await moveDevice(work, gone, held.device)))) return refuse('moved-on')
  await callOffReminders(work, moved.id)
  return done<KnownLoan>(moved, aboutLoan(held.loan, held.device, { what: input.what ?? 'lost' }))
})

/** Calls a promise off: the device is ready for someone else, and whoever waited keeps their place on the list. Refuses `moved-on`. */
export const cancelLoan = command('loan.cancel', async (work, { reference }: { reference: string }) => {
  const { from, to } = loanMoves.cancel
  const held = await holdLoan(work, reference, loanMoves.cancel)
  if (!held.ok) return held
  const moved = await work.tx
    .updateTable('loan')
    .set({ status: to })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', held.loan.id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()
  if (!moved || !(await moveDevice(work, deviceMoves.cancel, held.device))) return refuse('moved-on')
  if (!(await movePlaceOf(work, waitingMoves.decline, held.loan.waiting_id))) return refuse('moved-on')
  await callOffReminders(work, moved.id)
  await queueOffers(work)
  return done<KnownLoan>(moved, aboutLoan(held.loan, held.device))
})
