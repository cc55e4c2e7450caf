import { sql } from 'kysely'
import { notify } from '#modules/notifications'
import { addDays } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Happened, type Outcome, type Refusal, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { borrowerOf } from '../loans/borrower'
import { bookingMade } from '../loans/templates'
import { purposeBy } from '../rules/purpose'
import { endOf, lengthWords, type Terms } from '../rules/rule'
import { readTerms } from '../rules/rule.queries'
import { kindWord, MAKING_READY } from '../stock/device'
import { type FreeDevice, freeDevices } from './availability.queries'
import { type BookInput, FARTHEST, NO_DOUBLE, noneFree } from './booking'
import { claimsFrom, holdDeviceRow } from './claim'
import { readPlace, whyClosed } from './place-hours'

export interface Booking {
  readonly person?: string | undefined
  readonly partner?: string | undefined
}

const wrongDays = ({ startsOn, endsOn }: BookInput, terms: Terms, today: string): Refusal | null => {
  if (startsOn < today) return refuse('past', 'The day they collect it must be today or later', 'startsOn')
  if (startsOn > addDays(today, FARTHEST)) return refuse('too-far', 'Choose a day in the next twelve months', 'startsOn')
  const latest = endOf(startsOn, terms)
  if (endsOn > latest)
    return refuse('too-long', `Enter ${formatDate(latest)} or an earlier day. A loan is ${lengthWords(terms)} at most`, 'endsOn')
  return null
}

/** A device can be collected and brought back only on days its place is open. */
const wrongPlace = async ({ tx, allianceId }: Work, { place, startsOn, endsOn }: BookInput): Promise<Refusal | null> => {
  if (!place) return null
  const known = await readPlace(tx, allianceId, place)
  if (!known) return refuse('no-such-place', 'Choose a place from the list', 'place')
  const out = whyClosed(known, startsOn)
  if (out) return refuse('closed', `${out}. Choose another day`, 'startsOn')
  const back = whyClosed(known, endsOn)
  return back ? refuse('closed', `${back}. Choose another day`, 'endsOn') : null
}

const manyOf = async ({ tx, allianceId }: Work, kind: string): Promise<number> => {
  const { many } = await tx
    .selectFrom('device')
    .select((row) => row.fn.countAll<number>().as('many'))
    .where('alliance_id', '=', allianceId)
    .where('status', 'in', ['ready', ...MAKING_READY, 'promised', 'on_loan'])
    .$if(kind !== '', (query) => query.where('kind', '=', kind))
    .executeTakeFirstOrThrow()
  return many
}

/** Bookings of one alliance take turns, so that two that look through the same devices never wait for each other in a circle. */
export const takeTurns = ({ tx, allianceId }: Work) =>
  sql`select pg_advisory_xact_lock(hashtextextended('booking ' || ${allianceId}::text, 0))`.execute(tx)

/**
 * The first of the free devices that still is once its row is held: someone else may have booked it since it was read, and then
 * the next one will do.
 */
export const takeFirst = async (
  work: Work,
  free: readonly FreeDevice[],
  input: Pick<BookInput, 'startsOn' | 'endsOn'>,
  terms: Terms,
) => {
  for (const device of free) {
    await holdDeviceRow(work, device.id)
    const claims = await claimsFrom(work.tx, work.allianceId, device.id, addDays(input.startsOn, -device.lead_days))
    if (!claims.some(({ starts_on }) => starts_on < addDays(input.endsOn, terms.turnaroundDays))) return device
  }
  return undefined
}

const kindOf = async ({ tx, allianceId }: Work, { device, kind }: BookInput): Promise<{ kind: string } | Refusal> => {
  if (!device) return { kind: kind ?? '' }
  const known = await tx
    .selectFrom('device')
    .select('kind')
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', device.toUpperCase())
    .executeTakeFirst()
  return known ?? refuse('no-such-device', 'We have no device with this number', 'device')
}

export interface KnownBooking {
  readonly id: string
  readonly reference: string
  readonly device: string
}

interface BookingLinks {
  readonly id: string
  readonly reference: string
  readonly device_id: string
  readonly person_id: string | null
  readonly partner_id: string | null
}

/** A booking's event: on the booking, its device and who it is for. */
export const aboutBooking = (
  booking: BookingLinks,
  device: { reference: string; kind: string },
  detail: Record<string, unknown> = {},
): Happened => ({
  about: { type: 'booking', id: booking.id },
  person: booking.person_id,
  also: [{ type: 'device', id: booking.device_id }, ...(booking.partner_id ? [{ type: 'partner', id: booking.partner_id }] : [])],
  detail: { booking: booking.reference, device: device.reference, kind: device.kind, ...detail },
})

const tellThem = async (
  work: Work,
  booking: BookingLinks,
  kind: string,
  { place, startsOn, endsOn }: BookInput,
): Promise<void> => {
  if (!booking.person_id) return
  const known = place ? await readPlace(work.tx, work.allianceId, place) : undefined
  const where = known ? `to collect at ${known.name}` : 'to collect from us'
  await notify(work, {
    ...{ to: booking.person_id, about: { type: 'booking', id: booking.id }, template: bookingMade },
    personalisation: { device: kindWord(kind), from: formatDate(startsOn), place: where, due: formatDate(endsOn) },
    cause: `device-booked:${booking.id}`,
  })
}

const book = async (work: Work, input: BookInput & Booking): Promise<Outcome<KnownBooking>> => {
  const { tx, allianceId, at, today } = work
  const borrower = await borrowerOf(work, input)
  if (!borrower) return refuse('not-found')
  if (input.purpose && !(await purposeBy(work, input.purpose)))
    return refuse('no-such-purpose', 'Choose from the list', 'purpose')
  const wanted = await kindOf(work, input)
  if ('ok' in wanted) return wanted
  const { place, purpose, startsOn, endsOn } = input
  const terms = await readTerms(tx, allianceId, { place, purpose, kind: wanted.kind })
  const no = wrongDays(input, terms, today) ?? (await wrongPlace(work, input))
  if (no) return no
  await takeTurns(work)
  const free = await freeDevices(tx, { ...terms, allianceId, place, kind: wanted.kind, from: startsOn, until: endsOn, today })
  const named = input.device ? free.filter(({ reference }) => reference === input.device.toUpperCase()) : free
  const device = await takeFirst(work, named, input, terms)
  if (!device) return input.device ? notFree(input.device.toUpperCase()) : noneFree(await manyOf(work, wanted.kind), startsOn)
  const booking = await tx
    .insertInto('booking')
    .values({
      ...{ alliance_id: allianceId, id: newId(at), device_id: device.id, person_id: borrower.person_id },
      ...{ partner_id: borrower.partner_id, purpose, place_id: place, starts_on: startsOn, ends_on: endsOn },
      ...{
        lead_days: device.lead_days,
        turnaround_days: terms.turnaroundDays,
        status: 'booked',
        booked_at: at,
        notes: input.notes,
      },
    })
    .returning(['id', 'reference', 'device_id', 'person_id', 'partner_id'])
    .executeTakeFirstOrThrow()
  await tellThem(work, booking, device.kind, input)
  const { id, reference } = booking
  return done({ id, reference, device: device.reference }, aboutBooking(booking, device, { startsOn, endsOn }))
}

const notFree = (reference: string): Refusal =>
  refuse(
    'not-free',
    `${reference} is taken for some of these days, or not ready by then. Choose other days or another device`,
    'device',
  )

/**
 * Promises a device ahead, for [startsOn, endsOn): the one named, or the free one that fits best.
 * Refuses `not-found`, `past`, `too-far`, `too-long`, `closed`, `no-such-place`, `no-such-purpose`, `no-such-device`, `not-free`,
 * `none-free` and, should the database have to say it, `just-taken`.
 */
export const bookDevice = command('booking.make', book, NO_DOUBLE)
