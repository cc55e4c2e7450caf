import { command, type Work } from '#platform/command'
import { done, type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import { moveWaiting } from '../waiting/move-waiting'
import { waitingMoves } from '../waiting/waiting.moves'
import { AGREEMENT_VERSION } from './agreement'
import { latestDueOf } from './latest-due'
import type { CollectInput } from './loan'
import { loanMoves } from './loan.moves'
import { aboutLoan, callOffReminders, type HeldLoan, holdLoan, type KnownLoan } from './move-loan'

const booked = 'Someone else has booked this device for after that. '

const wrongDay = async (work: Work, held: HeldLoan, dueOn: string): Promise<Refusal | null> => {
  if (dueOn <= work.today) return refuse('due-too-soon', 'The day it is due back must be after today', 'dueOn')
  const { byRule, latest } = await latestDueOf(work, held)
  if (dueOn > byRule) return refuse('due-too-late', `Enter ${formatDate(byRule)} or an earlier day`, 'dueOn')
  if (latest === null || dueOn > latest)
    return refuse('booked-after', `${booked}Enter ${formatDate(latest ?? work.today)} or an earlier day`, 'dueOn')
  return null
}

/**
 * Hands a promised device over, with the agreement signed. Today is the day it is collected.
 * Refuses `moved-on`, `hold-lapsed`, and on the field `dueOn` `due-too-soon`, `due-too-late`, `booked-after`.
 */
export const collectLoan = command(
  'loan.collect',
  async (work, input: CollectInput & { reference: string }) => {
    const { from, to } = loanMoves.collect
    const held = await holdLoan(work, input.reference, loanMoves.collect)
    if (!held.ok) return held
    const no = await wrongDay(work, held, input.dueOn)
    if (no) return no
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
    if (held.loan.waiting_id) await moveWaiting(work, waitingMoves.serve, held.loan.waiting_id)
    await callOffReminders(work, moved.id)
    return done<KnownLoan>(moved, aboutLoan(held.loan, held.device, { dueOn: input.dueOn }))
  },
  { device_claimed_once: refuse('booked-after', `${booked}Choose an earlier day`, 'dueOn') },
)
