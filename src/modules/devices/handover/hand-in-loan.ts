import { z } from 'zod'
import { command } from '#platform/command'
import { words } from '#platform/fields'
import { done, refuse } from '#platform/outcome'
import { loanMoves } from '../loans/loan.moves'
import { aboutLoan, callOffReminders, holdLoan, type KnownLoan } from '../loans/move-loan'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import { type BroughtBy, writeHandover } from './write-handover'

export const handInForm = z.object({
  notes: words(500).default(''),
  // Left in a box, or with no word of who brought it: then nothing is claimed
  broughtBy: z.preprocess(
    (value) => value || null,
    z.enum(['borrower', 'someone', 'stranger'], { error: 'Choose who brought it' }).nullable(),
  ),
})
interface HandIn {
  readonly reference: string
  readonly notes: string
  readonly broughtBy?: BroughtBy | null
}

/**
 * A device is here again and nobody has looked at it yet: left in a box, handed in by a stranger, or at another desk. Its loan
 * ends today, so that nobody is reminded of it. Refuses `moved-on`.
 */
export const handInLoan = command('loan.hand-in', async (work, input: HandIn) => {
  const { from, to } = loanMoves.bringBack
  const held = await holdLoan(work, input.reference, loanMoves.bringBack)
  if (!held.ok) return held
  const moved = await work.tx
    .updateTable('loan')
    .set({ status: to, returned_on: work.today, returned_at: work.at, return_notes: input.notes })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', held.loan.id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()
  if (!moved || !(await moveDevice(work, deviceMoves.handIn, held.device))) return refuse('moved-on')
  await writeHandover(work, { loanId: moved.id, way: 'back', broughtBy: input.broughtBy, on: work.today })
  await callOffReminders(work, moved.id)
  return done<KnownLoan>(moved, aboutLoan(held.loan, held.device))
})
