import { callOff, notify } from '#modules/notifications'
import { command, type Work } from '#platform/command'
import { done, type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { promiseFor, promiseReasons } from '../loans/promise-loan'
import { bookingEnded } from '../loans/templates'
import { readTerms } from '../rules/rule.queries'
import { kindWord } from '../stock/device'
import { freeDevices } from './availability.queries'
import { aboutBooking, type KnownBooking, takeFirst, takeTurns } from './book-device'
import { NO_DOUBLE } from './booking'
import { type BookingStatus, bookingMoves } from './booking.moves'
import { holdDeviceRow } from './claim'

const readBookingOf = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('booking')
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'booking.device_id').onRef('device.alliance_id', '=', 'booking.alliance_id'),
    )
    .selectAll('booking')
    .select(['device.reference as device', 'device.kind'])
    .where('booking.alliance_id', '=', allianceId)
    .where('booking.reference', '=', reference.toUpperCase())

/** A booking to be moved, its device held first, as with a loan. Refuses `not-found`, `moved-on`. */
const holdBooking = async (work: Work, reference: string) => {
  const seen = await readBookingOf(work, reference).executeTakeFirst()
  if (!seen) return refuse('not-found')
  await holdDeviceRow(work, seen.device_id)
  const booking = await readBookingOf(work, reference).forUpdate('booking').executeTakeFirstOrThrow()
  if (booking.status !== 'booked' || booking.device_id !== seen.device_id) return refuse('moved-on')
  return { ok: true as const, booking, device: { id: booking.device_id, reference: booking.device, kind: booking.kind } }
}

type HeldBooking = Exclude<Awaited<ReturnType<typeof holdBooking>>, Refusal>

const setStatus = ({ tx, allianceId }: Work, id: string, { from, to }: { from: readonly BookingStatus[]; to: BookingStatus }) =>
  tx
    .updateTable('booking')
    .set({ status: to })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()

const known = ({ booking, device }: HeldBooking): KnownBooking => ({
  id: booking.id,
  reference: booking.reference,
  device: device.reference,
})

/** Calls a booking off: its days are free for others. Refuses `not-found`, `moved-on`. */
export const cancelBooking = command('booking.cancel', async (work, { reference }: { reference: string }) => {
  const held = await holdBooking(work, reference)
  if (!held.ok) return held
  if (!(await setStatus(work, held.booking.id, bookingMoves.cancel))) return refuse('moved-on')
  await callOff(work, { about: { type: 'booking', id: held.booking.id } })
  return done(known(held), aboutBooking(held.booking, held.device))
})

const tellEnded = async (work: Work, { booking, device }: HeldBooking): Promise<void> => {
  const about = { type: 'booking', id: booking.id }
  await callOff(work, { about })
  if (!booking.person_id) return
  const facts = { device: kindWord(device.kind), from: formatDate(booking.starts_on) }
  const cause = `device-booking-ended:${booking.id}`
  await notify(work, { to: booking.person_id, about, template: bookingEnded, personalisation: facts, cause })
}

/** Nobody came for a booked device: its days are free again, and they are told. Refuses `not-found`, `moved-on`. */
export const endBooking = command('booking.end', async (work, { reference }: { reference: string }) => {
  const held = await holdBooking(work, reference)
  if (!held.ok) return held
  if (!(await setStatus(work, held.booking.id, bookingMoves.end))) return refuse('moved-on')
  await tellEnded(work, held)
  return done(known(held), aboutBooking(held.booking, held.device))
})

/** Gives a booking another device for the same days, since its own will not be there. Refuses `not-found`, `moved-on`, `none-free`. */
export const moveBooking = command(
  'booking.move',
  async (work, { reference }: { reference: string }) => {
    const { tx, allianceId, today } = work
    await takeTurns(work)
    const held = await holdBooking(work, reference)
    if (!held.ok) return held
    const { booking, device } = held
    const { kind } = device
    const terms = await readTerms(tx, allianceId, { kind, place: booking.place_id, purpose: booking.purpose })
    const days = { from: [booking.starts_on, today].toSorted()[1] ?? today, until: booking.ends_on }
    const free = await freeDevices(tx, { ...terms, ...days, allianceId, kind, place: booking.place_id, today })
    const other = await takeFirst(work, free, { startsOn: days.from, endsOn: days.until }, terms)
    if (!other) return refuse('none-free', 'No other device of this kind is free for these days. Ring them and agree other days.')
    await tx
      .updateTable('booking')
      .set({ device_id: other.id, lead_days: other.lead_days })
      .where('alliance_id', '=', allianceId)
      .where('id', '=', booking.id)
      .execute()
    const event = aboutBooking({ ...booking, device_id: other.id }, other, { before: device.reference })
    return done<KnownBooking>({ ...known(held), device: other.reference }, event)
  },
  NO_DOUBLE,
)

/**
 * Someone came for a booked device: it is put by for them, ready to be handed over until the day agreed.
 * Refuses `not-found`, `moved-on`, and what stands in the way of lending it: then give the booking another device.
 */
export const lendBooking = command(
  'booking.lend',
  async (work, { reference }: { reference: string }) => {
    const held = await holdBooking(work, reference)
    if (!held.ok) return held
    const { booking, device } = held
    if (!(await setStatus(work, booking.id, bookingMoves.lend))) return refuse('moved-on')
    const { person_id, partner_id, place_id, purpose } = booking
    const loan = await promiseFor.within(work, {
      ...{ device: device.reference, borrower: { person_id, partner_id, request_id: null }, purpose, placeId: place_id },
      ...{ bookingId: booking.id, until: booking.ends_on > work.today ? booking.ends_on : undefined },
    })
    // Said on the booking's page, where there is no field to put right
    if (!loan.ok) return refuse(loan.code, loan.says)
    return done(loan.value, ...loan.happened, aboutBooking(booking, device, { loan: loan.value.reference }))
  },
  { ...promiseReasons, loan_of_booking: refuse('moved-on') },
)
