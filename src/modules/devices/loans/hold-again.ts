import { addDays } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { done, type Outcome, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import { blockOf } from '../stock/stock-rule'
import { moveWaiting } from '../waiting/move-waiting'
import { waitingMoves } from '../waiting/waiting.moves'
import { loanMoves } from './loan.moves'
import { aboutLoan, type HeldLoan, holdLoan, type KnownLoan, termsOf } from './move-loan'

const gone = refuse(
  'passed-on',
  'Its days had run out, and it has gone to someone else. Put another device by, or put them back on the waiting list.',
)

const setHold = (work: Work, { loan }: HeldLoan, until: string) =>
  work.tx
    .updateTable('loan')
    .set({ status: loanMoves.holdAgain.to, held_until: until, lapsed_at: null })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', loan.id)
    .where('status', 'in', loanMoves.holdAgain.from)
    .returning(['id', 'reference'])
    .executeTakeFirst()

const keepLonger = async (work: Work, held: HeldLoan, until: string): Promise<Outcome<KnownLoan>> => {
  const kept = await setHold(work, held, until)
  return kept ? done<KnownLoan>(kept, aboutLoan(held.loan, held.device, { heldUntil: until })) : refuse('moved-on')
}

const takeUpAgain = async (work: Work, held: HeldLoan, until: string): Promise<Outcome<KnownLoan>> => {
  if (!held.loan.lapsed_at) return refuse('moved-on')
  if (!(await moveDevice(work, deviceMoves.promise, held.device))) return gone
  const block = await blockOf(work, held.device)
  if (block) return refuse(block.code, block.says)
  const { waiting_id } = held.loan
  if (waiting_id && !(await moveWaiting(work, waitingMoves.offerAgain, waiting_id))) return refuse('moved-on')
  const kept = await setHold(work, held, until)
  return kept ? done<KnownLoan>(kept, aboutLoan(held.loan, held.device, { heldUntil: until, again: true })) : refuse('moved-on')
}

/**
 * Someone is fetching a device that was put by: it is kept for them until the rule's days have passed again. Where its days had
 * run out meanwhile it is put by anew, if it is still here. Refuses `moved-on`; `passed-on` when someone else has it now; `not-to-lend`.
 */
export const holdAgain = command(
  'loan.hold-again',
  async (work, { reference }: { reference: string }) => {
    const held = await holdLoan(work, reference, loanMoves.holdAgain)
    if (!held.ok) return held
    const { holdDays } = await termsOf(work, held)
    const until = addDays(work.today, holdDays)
    return held.loan.status === 'promised' ? keepLonger(work, held, until) : takeUpAgain(work, held, until)
  },
  { loan_spends_wipe: gone, loan_one_open_per_device: gone, device_claimed_once: gone, device_rules_lend: gone },
)

/** "It is kept until 3 May." */
export const heldWords = (heldUntil: string | null): string => (heldUntil ? `Kept until ${formatDate(heldUntil)}` : '')
