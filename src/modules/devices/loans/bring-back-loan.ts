import { command, type Work } from '#platform/command'
import { done, type Refusal, refuse } from '#platform/outcome'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import type { ReturnInput } from './loan'
import { loanMoves } from './loan.moves'
import { aboutLoan, callOffReminders, type HeldLoan, holdLoan, type KnownLoan } from './move-loan'

const wrongDay = (returnedOn: string, today: string, collectedOn: string | null): Refusal | null => {
  if (returnedOn > today) return refuse('not-yet', 'The day it came back must be today or earlier', 'returnedOn')
  if (collectedOn && returnedOn < collectedOn)
    return refuse('before-collected', 'The day it came back must be on or after the day it was collected', 'returnedOn')
  return null
}

const keepCondition = ({ tx, allianceId }: Work, { loan }: HeldLoan, condition: string) =>
  tx.updateTable('device').set({ condition }).where('alliance_id', '=', allianceId).where('id', '=', loan.device_id).execute()

/**
 * Takes a device back, on time, late or after it was lost. It must be wiped before anyone else has it.
 * Refuses `moved-on`, `not-yet`, `before-collected`.
 */
export const bringBackLoan = command('loan.bring-back', async (work, input: ReturnInput & { reference: string }) => {
  const { from, to } = loanMoves.bringBack
  const held = await holdLoan(work, input.reference, loanMoves.bringBack)
  if (!held.ok) return held
  const no = wrongDay(input.returnedOn, work.today, held.loan.collected_on)
  if (no) return no
  const moved = await work.tx
    .updateTable('loan')
    .set({
      status: to,
      returned_on: input.returnedOn,
      returned_at: work.at,
      condition_back: input.conditionBack,
      kit_complete: input.kitComplete,
      return_notes: input.notes,
    })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', held.loan.id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()
  if (!moved || !(await moveDevice(work, deviceMoves.bringBack, held.device))) return refuse('moved-on')
  await keepCondition(work, held, input.conditionBack)
  await callOffReminders(work, moved.id)
  const { conditionBack, kitComplete } = input
  return done<KnownLoan>(moved, aboutLoan(held.loan, held.device, { conditionBack, kitComplete }))
})
