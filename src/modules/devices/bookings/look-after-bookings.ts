import { sql } from 'kysely'
import { tellStaff } from '#modules/notifications'
import { addDays, today } from '#platform/clock'
import { type Ctx, command } from '#platform/command'
import { done } from '#platform/outcome'
import { reading } from '#platform/reading'
import { formatDate } from '#ui/format'
import { isLendable } from '../stock/stock-rule'
import { endBooking, moveBooking } from './move-booking'

/** Days after which a device that was not collected is free for others again. */
const PATIENCE = 7
/** How far ahead we look whether the device will be there. */
const AHEAD = 10

interface Risk {
  readonly id: string
  readonly reference: string
  readonly starts_on: string
  readonly over: boolean
}

/** Bookings nobody came for; and those to come whose device is lost, given away, in repair, late with someone else, or not to be lent. */
const readRisks = async (ctx: Ctx, now: string): Promise<readonly Risk[]> => {
  const read = await reading(ctx, 'booking.end', async (tx) => {
    const { rows } = await sql<Risk>`
      select b.id, b.reference, b.starts_on, b.starts_on < ${addDays(now, -PATIENCE)}::date or b.ends_on <= ${now}::date as over
      from booking b join device d on d.alliance_id = b.alliance_id and d.id = b.device_id
      left join loan l on l.alliance_id = d.alliance_id and l.device_id = d.id and l.status = 'on_loan'
      where b.alliance_id = ${ctx.allianceId} and b.status = 'booked' and (
        b.starts_on < ${addDays(now, -PATIENCE)}::date or b.ends_on <= ${now}::date
        or (b.starts_on <= ${addDays(now, AHEAD)}::date and (d.status not in ('ready', 'to_wipe', 'returned', 'wiping', 'wiped', 'checked', 'promised', 'on_loan') or l.due_on < ${now}::date or not (${isLendable(now, 'd')}))))
      order by b.starts_on, b.id`.execute(tx)
    return rows
  })
  return read.ok ? read.value : []
}

/** Tells the library, once, that a booked device will not be there and none can take its place. */
const tellLibrary = command('booking.end', async (work, { id, reference, starts_on }: Risk) => {
  await tellStaff(work, {
    to: { role: 'librarian' },
    about: { type: 'booking', id },
    words: `The device booked for ${formatDate(starts_on)} (${reference}) may not be there, and no other is free`,
    path: `/bookings/${reference}`,
    cause: `booking-at-risk:${id}:${starts_on}`,
  })
  return done(null)
})

interface ToSend {
  readonly id: string
  readonly reference: string
  readonly device: string
  readonly place: string
  readonly starts_on: string
}

/** Booked devices that are kept elsewhere, once the days to bring them have come, until somebody has sent them. */
const readToSend = async (ctx: Ctx, now: string): Promise<readonly ToSend[]> => {
  const read = await reading(ctx, 'booking.end', async (tx) => {
    const { rows } = await sql<ToSend>`
      select b.id, b.reference, d.reference as device, p.name as place, b.starts_on
      from booking b join device d on d.alliance_id = b.alliance_id and d.id = b.device_id
      join place p on p.alliance_id = b.alliance_id and p.id = b.place_id
      where b.alliance_id = ${ctx.allianceId} and b.status = 'booked' and b.starts_on - b.lead_days <= ${now}::date
        and b.starts_on >= ${now}::date and d.place_id <> b.place_id
        and not exists (
          select 1 from device_transfer t where t.alliance_id = d.alliance_id and t.device_id = d.id and t.arrived_on is null)
      order by b.starts_on, b.id`.execute(tx)
    return rows
  })
  return read.ok ? read.value : []
}

/** Asks the library, once, to bring a booked device to where it will be collected. */
const askToSend = command('booking.end', async (work, { id, reference, device, place, starts_on }: ToSend) => {
  await tellStaff(work, {
    to: { role: 'librarian' },
    about: { type: 'booking', id },
    words: `Please send ${device} to ${place}: it is booked there from ${formatDate(starts_on)} (${reference})`,
    path: `/devices/${device}`,
    cause: `booking-send:${id}:${device}`,
  })
  return done(null)
})

interface Shut {
  readonly id: string
  readonly reference: string
  readonly place: string
  readonly day: string
}

/** Bookings that begin or end on a day their place has been closed since. */
const readShut = async (ctx: Ctx, now: string): Promise<readonly Shut[]> => {
  const read = await reading(ctx, 'booking.end', async (tx) => {
    const { rows } = await sql<Shut>`
      select b.id, b.reference, p.name as place, min(d.day)::text as day
      from booking b join place p on p.alliance_id = b.alliance_id and p.id = b.place_id
      cross join lateral (values (b.starts_on), (b.ends_on)) as d (day)
      join place_closure c on c.alliance_id = b.alliance_id and c.place_id = b.place_id and c.starts_on <= d.day and d.day < c.ends_on
      where b.alliance_id = ${ctx.allianceId} and b.status = 'booked' and d.day >= ${now}::date
      group by b.id, b.reference, p.name order by min(d.day), b.id`.execute(tx)
    return rows
  })
  return read.ok ? read.value : []
}

/** Asks the library, once, to agree another day with who has booked. */
const tellShut = command('booking.end', async (work, { id, reference, place, day }: Shut) => {
  await tellStaff(work, {
    to: { role: 'librarian' },
    about: { type: 'booking', id },
    words: `${place} is closed on ${formatDate(day)}, a day of booking ${reference}. Please agree another day with them`,
    path: `/bookings/${reference}`,
    cause: `booking-shut:${id}:${day}`,
  })
  return done(null)
})

/** Each day: what nobody came for is free again, and a booking whose device will not be there gets another, or the library is told; it is also told what to send where, and whose place is closed when they would come. */
export const lookAfterBookings = async (ctx: Ctx): Promise<void> => {
  const now = today(ctx.clock)
  for (const risk of await readRisks(ctx, now)) {
    if (risk.over) await endBooking(ctx, risk)
    else if (!(await moveBooking(ctx, risk)).ok) await tellLibrary(ctx, risk)
  }
  for (const sending of await readToSend(ctx, now)) await askToSend(ctx, sending)
  for (const shut of await readShut(ctx, now)) await tellShut(ctx, shut)
}
