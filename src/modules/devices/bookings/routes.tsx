import { z } from 'zod'
import { reachPart } from '#modules/people'
import { addDays, today } from '#platform/clock'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, page, refused } from '#platform/http/routes'
import { isId } from '#platform/ids'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { daysBetween } from '#ui/format'
import { listRoute } from '#ui/layout'
import { borrowerForm } from '../loans/borrower-form'
import { readPurposes } from '../rules/purpose'
import { endOf, lengthWords } from '../rules/rule'
import { readTerms } from '../rules/rule.queries'
import { KIND_CODES } from '../stock/device'
import { placeChoices } from '../stock/device.queries'
import { freeByWeek } from './availability.queries'
import { availabilityPage } from './availability-page'
import { bookDevice } from './book-device'
import { bookForm } from './booking'
import { readBooking } from './booking.queries'
import { bookingList } from './booking-list'
import { bookingPage, bookPage } from './booking-pages'
import { cancelBooking, lendBooking, moveBooking } from './move-booking'
import { hoursWords, type OpenPlace, openFrom, readPlace, whyClosed } from './place-hours'
import { arriveDevice, transferDevice, transferForm } from './transfer-device'

const wanted = (ask: Ask): string => ask.params.booking ?? ''

/** Why they cannot come on the first or the last of their days, where it was closed after they booked. */
const shutWords = (
  place: OpenPlace,
  { status, starts_on, ends_on }: { status: string; starts_on: string; ends_on: string },
): string => (status === 'booked' ? (whyClosed(place, starts_on) ?? whyClosed(place, ends_on) ?? '') : '')

const showBooking = async (ask: Ask): Promise<Reply> => {
  const { allianceId } = ask.ctx
  const read = await reading(ask.ctx, 'booking.read', async (tx) => {
    const booking = await readBooking(tx, allianceId, wanted(ask))
    if (!booking) return undefined
    const place = booking.place_id ? await readPlace(tx, allianceId, booking.place_id) : undefined
    return { booking, hours: place ? hoursWords(place, booking.starts_on) : '', shut: place ? shutWords(place, booking) : '' }
  })
  if (!read.ok) return refused(read)
  const { booking } = read.value
  const [reach, events] = [
    await reachPart(ask, booking.person_id, `booking ${booking.reference}`),
    await readTimeline(ask.ctx, { type: 'booking', id: booking.id }),
  ]
  return bookingPage(ask, { ...read.value, reach, events })
}

const asked = (ask: Ask, name: string): string => String(ask.query[name] ?? '')

const WEEKS = 12

/** The first day of each week on which a place is open; where it is closed for all of one, the day that week begins. */
const startsOf = (place: OpenPlace, now: string): string[] =>
  Array.from({ length: WEEKS }, (_, nth) => addDays(now, nth * 7)).map((day) => {
    const open = openFrom(place, day)
    return open < addDays(day, 7) ? open : day
  })

const showAvailability = async (ask: Ask): Promise<Reply> => {
  const { allianceId } = ask.ctx
  const now = today(ask.ctx.clock)
  const kind = (KIND_CODES as readonly string[]).includes(asked(ask, 'kind')) ? asked(ask, 'kind') : ''
  const read = await reading(ask.ctx, 'booking.list', async (tx) => {
    const places = await placeChoices(tx, allianceId)
    const place = places.some(({ value }) => value === asked(ask, 'place')) ? asked(ask, 'place') : ''
    const terms = await readTerms(tx, allianceId, { kind, place: isId(place) ? place : null })
    const days = daysBetween(now, endOf(now, terms))
    const span = { ...terms, allianceId, kind, place: place || null, from: now, today: now, days, weeks: WEEKS }
    const open = place ? await readPlace(tx, allianceId, place) : undefined
    const starts = open && startsOf(open, now)
    const weeks = (await freeByWeek(tx, { ...span, ...(starts && { starts }) })).map((week) => {
      const shut = open ? (whyClosed(open, week.starts_on) ?? '') : ''
      return { ...week, shut, free: shut ? 0 : week.free }
    })
    return { kind, place, places, weeks, now, length: lengthWords(terms) }
  })
  return read.ok ? availabilityPage(read.value) : refused(read)
}

const next = (_ask: Ask, { reference }: { reference: string }): string => `/bookings/${reference}`
const device = (ask: Ask): string => ask.params.device ?? ''
const toDevice = (_ask: Ask, { reference }: { reference: string }): string => `/devices/${reference}`

export const bookingRoutes: readonly Route[] = [
  listRoute(bookingList),
  page('/availability', 'booking.list', showAvailability),
  page('/bookings/:booking', 'booking.read', showBooking),
  ...borrowerForm({
    ends: 'book',
    from: ['person', 'partner'],
    action: 'booking.make',
    schema: bookForm,
    fill: (ask) => ({ device: asked(ask, 'device').slice(0, 20) }),
    why: 'booking a device for them',
    show: async (ask, attempt, borrower, reach) => {
      const read = await reading(ask.ctx, 'booking.make', async (tx) => ({
        purposes: await readPurposes(tx, ask.ctx.allianceId),
        places: await placeChoices(tx, ask.ctx.allianceId),
        longest: lengthWords(await readTerms(tx, ask.ctx.allianceId, {})),
      }))
      return read.ok ? bookPage(ask, attempt, { borrower, reach, ...read.value }) : refused(read)
    },
    act: (ask, input, { person, partner }) => bookDevice(ask.ctx, { ...input, person, partner }),
    next,
  }),
  ...(
    [
      ['move', 'booking.move', moveBooking],
      ['cancel', 'booking.cancel', cancelBooking],
    ] as const
  ).map(([path, action, act]) =>
    button({
      path: `/bookings/:booking/${path}`,
      action,
      schema: z.object({}),
      act: (ask) => act(ask.ctx, { reference: wanted(ask) }),
      next,
    }),
  ),
  button({
    path: '/bookings/:booking/lend',
    action: 'booking.lend',
    schema: z.object({}),
    act: (ask) => lendBooking(ask.ctx, { reference: wanted(ask) }),
    next: (_ask, loan) => `/loans/${loan.reference}/collect`,
  }),
  button({
    path: '/devices/:device/send',
    action: 'device.transfer',
    schema: transferForm,
    act: (ask, { place }) => transferDevice(ask.ctx, { device: device(ask), place }),
    next: toDevice,
  }),
  button({
    path: '/devices/:device/arrived',
    action: 'device.transfer',
    schema: z.object({}),
    act: (ask) => arriveDevice(ask.ctx, { device: device(ask) }),
    next: toDevice,
  }),
]
