import { addDays } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Outcome, type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { bookedWords, claimsFrom, latestBefore } from '../bookings/claim'
import { lastToCome, readCollectPlace } from '../bookings/place-hours'
import { goodCheck } from '../rules/eligibility'
import { purposeBy } from '../rules/purpose'
import { endOf, type Terms } from '../rules/rule'
import { readTerms } from '../rules/rule.queries'
import { type DeviceStatus, STATUSES } from '../stock/device'
import { deviceMoves } from '../stock/device.moves'
import { type KnownDevice, moveDevice } from '../stock/move-device'
import { blockOf } from '../stock/stock-rule'
import { referenceOf } from '../stock/tag'
import { type BorrowerInput, borrowerOf, type KnownBorrower } from './borrower'
import { earliest } from './latest-due'
import { aboutLoan, type KnownLoan } from './move-loan'

/** A device by its reference, who borrows it, and what for. */
export interface PromiseInput extends BorrowerInput {
  readonly device: string
  readonly purpose?: string | undefined
}

/** A promise that is part of another use case, which knows the borrower: an offer, a booking, an organisation's agreement. */
export interface PromiseFor {
  readonly device: string
  readonly borrower: KnownBorrower
  readonly purpose: string | null
  readonly placeId?: string | null
  readonly waitingId?: string
  readonly bookingId?: string
  readonly organisationLoanId?: string
  /** The last day it may be out, where that is agreed already. */
  readonly until?: string | undefined
  /** Days it is kept beyond the rule's, such as for bringing it to the place. */
  readonly moreDays?: number
}

const taken = refuse('already-lent', 'Someone has just taken this device. Choose another.', 'device')
const unwiped = refuse('not-wiped', 'This device has not been wiped since its last user. Choose another.', 'device')
const unchecked = refuse('not-checked', 'Check first which rule they meet. You can do that on their page.', 'device')

/** A loan shorter than this, before a booking, is not worth the fetching. */
const SHORTEST = 14

const byRule = refuse('not-to-lend', 'Your rules keep this device from being lent. Choose another.', 'device')

export const promiseReasons = {
  loan_one_open_per_device: taken,
  loan_spends_wipe: unwiped,
  device_wiped_since_last_user: unwiped,
  device_ready_to_lend: refuse('not-ready', 'This device is not ready to lend. Choose another.', 'device'),
  device_fund_lends: byRule,
  device_rules_lend: byRule,
  device_claimed_once: refuse('booked-soon', 'Someone has booked this device for soon. Choose another.', 'device'),
}

const whyNot = async ({ tx, allianceId }: Work, reference: string): Promise<Refusal> => {
  const device = await tx
    .selectFrom('device')
    .select(['reference', 'status'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', referenceOf(reference))
    .executeTakeFirst()
  if (!device) return refuse('no-such-device', 'Choose a device from the list', 'device')
  const status = device.status as DeviceStatus
  if (status === 'promised' || status === 'on_loan') return taken
  return refuse(
    'not-ready',
    `${device.reference} is not ready to lend (${STATUSES[status].toLowerCase()}). Choose another.`,
    'device',
  )
}

const lastPassedWipe = ({ tx, allianceId }: Work, deviceId: string) =>
  tx
    .selectFrom('wipe')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', deviceId)
    .where('passed', '=', true)
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst()

const bookedSoon = async ({ tx, allianceId, today }: Work, device: KnownDevice): Promise<Refusal> => {
  const [claim] = await claimsFrom(tx, allianceId, device.id, today)
  if (claim?.source === 'transfer')
    return refuse('on-its-way', `${device.reference} is on its way until ${formatDate(claim.ends_on)}. Choose another.`, 'device')
  return refuse('booked-soon', `${bookedWords(claim?.starts_on ?? today)}. Choose another device.`, 'device')
}

interface Days {
  /** The last day it is kept to be collected. */
  readonly held: string
  readonly terms: Terms
}

/** The days the rules give: those it is kept count from today, with those on the way, and none that its place is closed. */
const daysOf = async ({ tx, allianceId, today }: Work, device: KnownDevice, given: PromiseFor): Promise<Days> => {
  const terms = await readTerms(tx, allianceId, { kind: device.kind, purpose: given.purpose, place: given.placeId })
  const place = await readCollectPlace(tx, allianceId, device.id, given.placeId)
  return { terms, held: lastToCome(place, today, terms.holdDays + (given.moreDays ?? 0)) }
}

/** The last day this promise may come to, before whatever the device is promised for next; a refusal when that is too soon. */
const plannedUntil = async (
  work: Work,
  device: KnownDevice,
  given: PromiseFor,
  { held, terms }: Days,
): Promise<string | Refusal> => {
  const wanted = given.until ?? endOf(held, terms)
  const times = { from: work.today, wanted }
  const latest = await latestBefore(work, { id: device.id, turnaroundDays: terms.turnaroundDays }, times)
  if (latest === wanted) return wanted
  if (latest === null || given.until || latest < addDays(work.today, SHORTEST)) return bookedSoon(work, device)
  return latest
}

/** A person's is kept for so many days, so that others need not wait, and no longer than its calendar has it for them. */
const heldUntil = (given: PromiseFor, held: string, until: string): string | null =>
  // An organisation fetches its devices when it can
  given.organisationLoanId ? null : earliest(held, until)

const insertLoan = (work: Work, device: KnownDevice, wipeId: string, given: PromiseFor, { terms, held }: Days, until: string) =>
  work.tx
    .insertInto('loan')
    .values({
      ...{ alliance_id: work.allianceId, id: newId(work.at), device_id: device.id, wipe_id: wipeId, ...given.borrower },
      ...{ status: 'promised', promised_at: work.at, planned_until: until, turnaround_days: terms.turnaroundDays },
      held_until: heldUntil(given, held, until),
      ...{ purpose: given.purpose, waiting_id: given.waitingId ?? null, booking_id: given.bookingId ?? null },
      ...{ organisation_loan_id: given.organisationLoanId ?? null, collect_place_id: given.placeId ?? null },
    })
    .returning(['id', 'reference', 'device_id', 'person_id', 'partner_id', 'request_id', 'held_until'])
    .executeTakeFirstOrThrow()

export interface PromisedLoan extends KnownLoan {
  readonly device: KnownDevice
  readonly heldUntil: string | null
}

const isChecked = async ({ tx, allianceId, today }: Work, { person_id }: KnownBorrower): Promise<boolean> =>
  person_id === null || (await goodCheck(tx, allianceId, person_id, 'lending', today)) !== undefined

/**
 * Puts a ready device by, as part of a larger use case that knows the borrower; its own reasons must hold `promiseReasons`.
 * Refuses `already-lent`, `not-ready`, `not-wiped`, `not-checked`, `booked-soon`, `on-its-way`, `no-such-device`.
 */
export const promiseFor = command(
  'loan.promise',
  async (work, given: PromiseFor): Promise<Outcome<PromisedLoan>> => {
    const device = await moveDevice(work, deviceMoves.promise, { reference: given.device })
    if (!device) return whyNot(work, given.device)
    const block = await blockOf(work, device)
    if (block) return block
    const wipe = await lastPassedWipe(work, device.id)
    if (!wipe) return unwiped
    const days = await daysOf(work, device, given)
    if (days.terms.needsCheck && !(await isChecked(work, given.borrower))) return unchecked
    const until = await plannedUntil(work, device, given, days)
    if (typeof until !== 'string') return until
    const loan = await insertLoan(work, device, wipe.id, given, days, until)
    return done<PromisedLoan>(
      { id: loan.id, reference: loan.reference, device, heldUntil: loan.held_until },
      aboutLoan(loan, device, loan.held_until ? { heldUntil: loan.held_until } : {}),
    )
  },
  promiseReasons,
)

/** Puts a ready device by for a person or a partner. Refuses what `promiseFor` does, on the field `device`; `no-such-purpose` and `not-found`. */
export const promiseLoan = command(
  'loan.promise',
  async (work, input: PromiseInput) => {
    const borrower = await borrowerOf(work, input)
    if (!borrower) return refuse('not-found')
    if (input.purpose && !(await purposeBy(work, input.purpose)))
      return refuse('no-such-purpose', 'Choose from the list', 'purpose')
    return promiseFor.within(work, { device: input.device, borrower, purpose: input.purpose ?? null })
  },
  promiseReasons,
)
