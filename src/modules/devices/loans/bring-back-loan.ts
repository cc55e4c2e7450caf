import { command } from '#platform/command'
import { done, type Refusal, refuse } from '#platform/outcome'
import { type BroughtBy, type Where, writeHandover } from '../handover/write-handover'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import type { ReturnInput } from './loan'
import { loanMoves } from './loan.moves'
import { aboutLoan, callOffReminders, holdLoan, type KnownLoan } from './move-loan'
import { countBack, keepSeen, type SeenBack, seenWords } from './seen-back'
import type { Strokes } from './signature'

export interface HandBack extends ReturnInput, SeenBack {
  readonly reference: string
  readonly where?: Where | undefined
  readonly broughtBy?: BroughtBy | undefined
  readonly signedName?: string | undefined
  readonly strokes?: Strokes | null | undefined
}

const wrongDay = (returnedOn: string, today: string, collectedOn: string | null): Refusal | null => {
  if (returnedOn > today) return refuse('not-yet', 'The day it came back must be today or earlier', 'returnedOn')
  if (collectedOn && returnedOn < collectedOn)
    return refuse('before-collected', 'The day it came back must be on or after the day it was collected', 'returnedOn')
  return null
}

/**
 * Takes a device back, on time, late or after it was lost. It must be wiped before anyone else has it.
 * Refuses `moved-on`, `not-yet`, `before-collected`, `kit-not-said`, `no-such-place`.
 */
export const bringBackLoan = command('loan.bring-back', async (work, input: HandBack) => {
  const { from, to } = loanMoves.bringBack
  const held = await holdLoan(work, input.reference, loanMoves.bringBack)
  if (!held.ok) return held
  const no = wrongDay(input.returnedOn, work.today, held.loan.collected_on)
  if (no) return no
  const counted = await countBack(work, held.loan.id, input)
  if (!counted.ok) return counted
  const moved = await work.tx
    .updateTable('loan')
    .set({
      status: to,
      returned_on: input.returnedOn,
      returned_at: work.at,
      condition_back: input.conditionBack,
      kit_complete: counted.complete,
      return_notes: input.notes,
    })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', held.loan.id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()
  if (!moved || !(await moveDevice(work, deviceMoves.bringBack, held.device))) return refuse('moved-on')
  await writeHandover(work, {
    ...{ ...input, loanId: moved.id, way: 'back', counted: counted.parts, on: input.returnedOn },
    ...{ signedName: input.signedName || null, signature: input.strokes ?? null },
  })
  await keepSeen(work, held.loan.device_id, input, counted)
  await callOffReminders(work, moved.id)
  return done<KnownLoan>(moved, aboutLoan(held.loan, held.device, seenWords(input, counted)))
})
