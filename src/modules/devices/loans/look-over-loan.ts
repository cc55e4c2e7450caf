import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { mayMove } from '#platform/moves'
import { done, refuse } from '#platform/outcome'
import { addToReturn } from '../handover/write-handover'
import { deviceMoves } from '../stock/device.moves'
import { holdDevice, moveDevice } from '../stock/move-device'
import { referenceOf } from '../stock/tag'
import { type LoanRecord, wholeLoans } from './loan.queries'
import { aboutLoan, type KnownLoan } from './move-loan'
import { countBack, keepSeen, type SeenBack, seenWords } from './seen-back'

/** The loan that a device came back from last, with where the device stands now. */
export const readLastReturn = (tx: Tx, allianceId: string, device: string): Promise<LoanRecord | undefined> =>
  wholeLoans(tx, allianceId)
    .where('device.reference', '=', referenceOf(device))
    .orderBy('loan.returned_at', (by) => by.desc().nullsLast())
    .limit(1)
    .executeTakeFirst()

const addToLoan = (work: Work, loan: LoanRecord, { conditionBack, notes }: SeenBack, complete: boolean) =>
  work.tx
    .updateTable('loan')
    .set({
      condition_back: conditionBack,
      kit_complete: complete,
      return_notes: [loan.return_notes, notes].filter(Boolean).join('\n'),
    })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', loan.id)
    .execute()

/**
 * Someone looked over a device that was only taken in: what its return would have asked is kept with that return, and the device
 * goes to be wiped. Refuses `not-found`, `moved-on`, `kit-not-said`, `no-such-place`.
 */
export const lookOver = command('loan.look-over', async (work, input: SeenBack & { device: string }) => {
  const device = await holdDevice(work, input.device)
  if (!device) return refuse('not-found')
  const loan = await readLastReturn(work.tx, work.allianceId, input.device)
  if (!loan || !mayMove(deviceMoves.lookOver, device.status)) return refuse('moved-on')
  const counted = await countBack(work, loan.id, input)
  if (!counted.ok) return counted
  await moveDevice(work, deviceMoves.lookOver, device)
  await addToLoan(work, loan, input, counted.complete)
  await addToReturn(work, { ...input, loanId: loan.id, counted: counted.parts })
  await keepSeen(work, device.id, input, counted)
  const { id, reference } = loan
  return done<KnownLoan & { device: string }>(
    { id, reference, device: device.reference },
    aboutLoan(loan, device, seenWords(input, counted)),
  )
})
