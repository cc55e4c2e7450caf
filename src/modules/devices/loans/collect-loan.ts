import { addDays, londonDate } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { done, type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import type { Photo } from '../handover/photo'
import type { Where } from '../handover/write-handover'
import { writeHandover } from '../handover/write-handover'
import { countKit, hereWords, readKit } from '../kits/kit'
import { deviceMoves } from '../stock/device.moves'
import { holdDevice, moveDevice } from '../stock/move-device'
import { blockOf } from '../stock/stock-rule'
import { movePlaceOf } from '../waiting/move-waiting'
import { waitingMoves } from '../waiting/waiting.moves'
import { AGREEMENT_VERSION } from './agreement'
import { latestDueOf } from './latest-due'
import type { CollectInput } from './loan'
import { loanMoves } from './loan.moves'
import { aboutLoan, callOffReminders, type HeldLoan, holdLoan, type KnownLoan } from './move-loan'

export interface HandOut extends CollectInput {
  readonly reference: string
  /** Pieces of the kit that were ticked; without them, nothing was counted. */
  readonly kit?: readonly string[] | undefined
  readonly where?: Where | undefined
  readonly photos?: readonly Photo[] | undefined
  /** Made by a phone that was offline; and the day it was there, when that is not today. */
  readonly id?: string | undefined
  readonly handedOn?: string | undefined
  /** Shared by devices that were signed for at once. */
  readonly together?: string | undefined
}

/** As many days a phone may have been without a network. */
const MOST_DAYS_AGO = 14

/** It was put by only after its last return and its wipe, so a day before that cannot be. */
const wrongPast = ({ today }: Work, { loan }: HeldLoan, handedOn: string, dueOn: string): Refusal | null => {
  const putBy = londonDate(loan.promised_at)
  if (handedOn > today || handedOn < addDays(today, -MOST_DAYS_AGO))
    return refuse('wrong-day', `The day it was handed over must be today or in the ${MOST_DAYS_AGO} days before`, 'handedOn')
  if (handedOn < putBy)
    return refuse('before-put-by', `It was put by on ${formatDate(putBy)}. Enter that day or a later one`, 'handedOn')
  return dueOn <= handedOn
    ? refuse('due-too-soon', 'The day it is due back must be after the day it was handed over', 'dueOn')
    : null
}

const counted = async (work: Work, held: HeldLoan, { kit, kitOut }: HandOut) => {
  const device = await holdDevice(work, held.device.reference)
  const parts = kit ? countKit(readKit(device?.kit ?? ''), kit) : []
  return { parts, kitOut: [hereWords(parts), kitOut].filter(Boolean).join(', ') }
}

const booked = 'Someone else has booked this device for after that. '

const wrongDay = async (work: Work, held: HeldLoan, dueOn: string): Promise<Refusal | null> => {
  if (dueOn <= work.today) return refuse('due-too-soon', 'The day it is due back must be after today', 'dueOn')
  const { byRule, latest } = await latestDueOf(work, held)
  if (dueOn > byRule) return refuse('due-too-late', `Enter ${formatDate(byRule)} or an earlier day`, 'dueOn')
  if (latest === null || dueOn > latest)
    return refuse('booked-after', `${booked}Enter ${formatDate(latest ?? work.today)} or an earlier day`, 'dueOn')
  return null
}

/** What a rule says that was not so, or not yet a rule, when the device was put by: said on the page, where there is no device to choose. */
const ruledOut = async (work: Work, held: HeldLoan, handedOn: string): Promise<Refusal | null> => {
  const block = await blockOf(work, held.device, handedOn)
  return block && refuse(block.code, `${block.says.replace(' Choose another.', '')} Call this loan off, and put another by.`)
}

const noLonger = refuse('not-to-lend', 'Your rules keep this device from being lent. Call this loan off, and put another by.')

export const collectReasons = {
  device_claimed_once: refuse('booked-after', `${booked}Choose an earlier day`, 'dueOn'),
  device_fund_lends: noLonger,
  device_rules_lend: noLonger,
  handover_pkey: refuse('id-taken', 'Another handover was sent under this id. Send it under a new one.'),
}

/**
 * Hands a promised device over, with the agreement signed. Today is the day it is collected.
 * Refuses `moved-on`, `hold-lapsed`, `not-to-lend`, `id-taken`, on the field `handedOn` `wrong-day`, `before-put-by`, and on the field `dueOn` `due-too-soon`, `due-too-late`, `booked-after`.
 */
export const collectLoan = command(
  'loan.collect',
  async (work, input: HandOut) => {
    const { from, to } = loanMoves.collect
    const held = await holdLoan(work, input.reference, loanMoves.collect)
    if (!held.ok) return held
    const handedOn = input.handedOn ?? work.today
    const no =
      wrongPast(work, held, handedOn, input.dueOn) ??
      (await wrongDay(work, held, input.dueOn)) ??
      (await ruledOut(work, held, handedOn))
    if (no) return no
    const { parts, kitOut } = await counted(work, held, input)
    const moved = await work.tx
      .updateTable('loan')
      .set({
        status: to,
        collected_on: handedOn,
        due_on: input.dueOn,
        agreed_due_on: input.dueOn,
        condition_out: input.conditionOut,
        kit_out: kitOut.slice(0, 400),
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
    await writeHandover(work, { ...input, loanId: moved.id, way: 'out', counted: parts, on: handedOn })
    if (!(await movePlaceOf(work, waitingMoves.serve, held.loan.waiting_id))) return refuse('moved-on')
    await callOffReminders(work, moved.id)
    return done<KnownLoan>(moved, aboutLoan(held.loan, held.device, { dueOn: input.dueOn }))
  },
  collectReasons,
)
