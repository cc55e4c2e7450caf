import { command, type Work } from '#platform/command'
import { done, type Outcome, type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { latestBefore } from '../bookings/claim'
import { lastToCome, readCollectPlace } from '../bookings/place-hours'
import { openTransfer } from '../bookings/transfer-device'
import { endOf } from '../rules/rule'
import { deviceMoves } from '../stock/device.moves'
import { moveDevice } from '../stock/move-device'
import { blockOf } from '../stock/stock-rule'
import { movePlaceOf } from '../waiting/move-waiting'
import { waitingMoves } from '../waiting/waiting.moves'
import { earliest } from './latest-due'
import { loanMoves } from './loan.moves'
import { aboutLoan, type HeldLoan, holdLoan, type KnownLoan, termsOf } from './move-loan'

const gone = refuse(
  'passed-on',
  'Its days had run out, and it has gone to someone else. Put another device by, or put them back on the waiting list.',
)

const bookedSoon = refuse(
  'booked-soon',
  'Someone else has booked it for soon, so it cannot be kept longer. Hand it over before then, or put another device by.',
)

interface Kept {
  readonly until: string
  /** The last day it may come to once it is handed over. */
  readonly planned: string
}

/** The later of two days. */
const latest = (one: string, other: string): string => (one > other ? one : other)

/**
 * For as many days as the rule says, from a day it is there, and no longer than its calendar is free: what is agreed for a booking
 * stays agreed, and so does a later day they were told.
 */
const keptFor = async (work: Work, held: HeldLoan, from: string): Promise<Kept | null> => {
  const { loan } = held
  const terms = await termsOf(work, held)
  const place = await readCollectPlace(work.tx, work.allianceId, loan.device_id, loan.collect_place_id)
  const until = latest(lastToCome(place, from, terms.holdDays), loan.held_until ?? work.today)
  const isAgreed = loan.booking_id && loan.planned_until && loan.planned_until > work.today
  const wanted = isAgreed ? String(loan.planned_until) : endOf(until, terms)
  const device = { id: loan.device_id, turnaroundDays: loan.turnaround_days }
  const planned = await latestBefore(work, device, { from: work.today, wanted, except: loan.id })
  return planned === null || planned <= work.today ? null : { planned, until: earliest(until, planned) }
}

const setHold = (work: Work, { loan }: HeldLoan, { until, planned }: Kept) =>
  work.tx
    .updateTable('loan')
    .set({ status: loanMoves.holdAgain.to, held_until: until, planned_until: planned, lapsed_at: null })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', loan.id)
    .where('status', 'in', loanMoves.holdAgain.from)
    .returning(['id', 'reference'])
    .executeTakeFirst()

const keepLonger = async (work: Work, held: HeldLoan, hold: Kept): Promise<Outcome<KnownLoan>> => {
  const kept = await setHold(work, held, hold)
  return kept ? done<KnownLoan>(kept, aboutLoan(held.loan, held.device, { heldUntil: hold.until })) : refuse('moved-on')
}

/**
 * Where a device whose days ran out is on its way, it must be to where it will be collected: then the days on the way are this
 * loan's again, and those it is kept count from the day it is due there. Gives that day.
 */
const comesHere = async (work: Work, { loan, device }: HeldLoan): Promise<string | Refusal> => {
  const way = await openTransfer(work, device.id)
  if (!way) return work.today
  if (way.to_place_id !== loan.collect_place_id)
    return refuse(
      'on-its-way',
      `${device.reference} is on its way to another place, until ${formatDate(way.due_on)}. Put it by for them there, or put another by.`,
    )
  await work.tx
    .updateTable('device_transfer')
    .set({ serves: loan.id })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', way.id)
    .execute()
  return latest(way.due_on, work.today)
}

/** The day a device still promised is where it will be collected: when it is due there, where it is on its way. */
const hereFrom = async (work: Work, { loan, device }: HeldLoan): Promise<string> => {
  const way = await openTransfer(work, device.id)
  return way && way.to_place_id === loan.collect_place_id ? latest(way.due_on, work.today) : work.today
}

const takeUpAgain = async (work: Work, held: HeldLoan): Promise<Outcome<KnownLoan>> => {
  if (!held.loan.lapsed_at) return refuse('moved-on')
  if (!(await moveDevice(work, deviceMoves.promise, held.device))) return gone
  const block = await blockOf(work, held.device)
  if (block) return refuse(block.code, block.says)
  if (!(await movePlaceOf(work, waitingMoves.offerAgain, held.loan.waiting_id))) return refuse('moved-on')
  const here = await comesHere(work, held)
  if (typeof here !== 'string') return here
  const hold = await keptFor(work, held, here)
  if (!hold) return bookedSoon
  const kept = await setHold(work, held, hold)
  const heldUntil = hold.until
  return kept ? done<KnownLoan>(kept, aboutLoan(held.loan, held.device, { heldUntil, again: true })) : refuse('moved-on')
}

/**
 * Someone is fetching a device that was put by: it is kept for them until the rule's days have passed again, or until someone has
 * booked it. Where its days had run out meanwhile it is put by anew, if it is still here. Refuses `moved-on`; `booked-soon`;
 * `passed-on` when someone else has it now; `not-to-lend`;
 * `on-its-way` when it was sent to where they do not collect it.
 */
export const holdAgain = command(
  'loan.hold-again',
  async (work, { reference }: { reference: string }) => {
    const held = await holdLoan(work, reference, loanMoves.holdAgain)
    if (!held.ok) return held
    if (held.loan.status !== 'promised') return takeUpAgain(work, held)
    const hold = await keptFor(work, held, await hereFrom(work, held))
    return hold ? keepLonger(work, held, hold) : bookedSoon
  },
  { loan_spends_wipe: gone, loan_one_open_per_device: gone, device_claimed_once: gone, device_rules_lend: gone },
)

/** "It is kept until 3 May." */
export const heldWords = (heldUntil: string | null): string => (heldUntil ? `Kept until ${formatDate(heldUntil)}` : '')
