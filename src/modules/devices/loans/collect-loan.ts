import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import { AGREEMENT_VERSION } from './agreement'
import { type CollectInput, latestDue } from './loan'
import { loanMoves } from './loan.moves'
import { aboutLoan, holdLoan, type KnownLoan } from './move-loan'

/**
 * Hands a promised device over, with the agreement signed. Today is the day it is collected.
 * Refuses `moved-on`, `due-too-soon`, `due-too-late` (on the field `dueOn`).
 */
export const collectLoan = command('loan.collect', async (work, input: CollectInput & { reference: string }) => {
  const { from, to } = loanMoves.collect
  const held = await holdLoan(work, input.reference, loanMoves.collect)
  if (!held.ok) return held
  const latest = latestDue(work.today, held.loan.months)
  if (input.dueOn <= work.today) return refuse('due-too-soon', 'The day it is due back must be after today', 'dueOn')
  if (input.dueOn > latest) return refuse('due-too-late', `Enter ${formatDate(latest)} or an earlier day`, 'dueOn')
  const moved = await work.tx
    .updateTable('loan')
    .set({
      status: to,
      collected_on: work.today,
      due_on: input.dueOn,
      agreed_due_on: input.dueOn,
      condition_out: input.conditionOut,
      kit_out: input.kitOut,
      agreement_version: AGREEMENT_VERSION,
      signed_name: input.signedName,
      signature: input.strokes && JSON.stringify(input.strokes),
      signed_at: work.at,
    })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', held.loan.id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()
  if (!moved || !(await moveDevice(work, deviceMoves.collect, held.device))) return refuse('moved-on')
  return done<KnownLoan>(moved, aboutLoan(held.loan, held.device, { dueOn: input.dueOn }))
})
