import { command, type Work } from '#platform/command'
import type { Move } from '#platform/moves'
import { done, refuse } from '#platform/outcome'
import type { DeviceStatus } from '../stock/device'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import type { LoanStatus } from './loan'
import { loanMoves } from './loan.moves'
import { aboutLoan, holdLoan, type KnownLoan } from './move-loan'

const move = async (work: Work, reference: string, loanMove: Move<LoanStatus>, deviceMove: Move<DeviceStatus>) => {
  const held = await holdLoan(work, reference, loanMove)
  if (!held.ok) return held
  const moved = await work.tx
    .updateTable('loan')
    .set({ status: loanMove.to })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', held.loan.id)
    .where('status', 'in', loanMove.from)
    .returning(['id', 'reference'])
    .executeTakeFirst()
  if (!moved || !(await moveDevice(work, deviceMove, held.device))) return refuse('moved-on')
  return done<KnownLoan>(moved, aboutLoan(held.loan, held.device))
}

/** Writes down, without blame, that a lent device is lost. Found later, it is brought back like any other. */
export const loseLoan = command('loan.lose', (work, { reference }: { reference: string }) =>
  move(work, reference, loanMoves.lose, deviceMoves.lose),
)

/** Calls a promise off: the device is ready for someone else. */
export const cancelLoan = command('loan.cancel', (work, { reference }: { reference: string }) =>
  move(work, reference, loanMoves.cancel, deviceMoves.cancel),
)
