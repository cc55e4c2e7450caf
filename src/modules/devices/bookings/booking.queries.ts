import { sql } from 'kysely'
import { SOMEONE_KEPT_APART } from '#modules/people'
import type { Tx } from '#platform/db'

const bookings = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('booking')
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'booking.device_id').onRef('device.alliance_id', '=', 'booking.alliance_id'),
    )
    .leftJoin('person', (join) =>
      join.onRef('person.id', '=', 'booking.person_id').onRef('person.alliance_id', '=', 'booking.alliance_id'),
    )
    .leftJoin('partner', (join) =>
      join.onRef('partner.id', '=', 'booking.partner_id').onRef('partner.alliance_id', '=', 'booking.alliance_id'),
    )
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'booking.place_id').onRef('place.alliance_id', '=', 'booking.alliance_id'),
    )
    .leftJoin('loan', (join) =>
      join.onRef('loan.booking_id', '=', 'booking.id').onRef('loan.alliance_id', '=', 'booking.alliance_id'),
    )
    .selectAll('booking')
    .select([
      'device.reference as device',
      'device.kind',
      'device.make',
      'device.model',
      'device.status as device_status',
      'person.reference as person',
      'place.name as place',
      'loan.reference as loan',
    ])
    .select(sql<string>`coalesce(person.name, partner.name, ${SOMEONE_KEPT_APART})`.as('borrower'))
    .where('booking.alliance_id', '=', allianceId)

/** Everything on a booking's own page, or undefined when this alliance has none by that reference. */
export const readBooking = (tx: Tx, allianceId: string, reference: string) =>
  bookings(tx, allianceId).where('booking.reference', '=', reference.toUpperCase()).executeTakeFirst()

export type BookingRecord = NonNullable<Awaited<ReturnType<typeof readBooking>>>

/** What is booked for a person, a partner or on a device, the soonest first. */
export const bookingsOf = (tx: Tx, allianceId: string, on: 'person' | 'partner' | 'device', id: string) =>
  bookings(tx, allianceId)
    .where(`booking.${on}_id`, '=', id)
    .where('booking.status', '=', 'booked')
    .orderBy('booking.starts_on')
    .limit(10)
    .execute()

/** Where a device is being sent, when it is on its way. */
export const transferOf = (tx: Tx, allianceId: string, deviceId: string) =>
  tx
    .selectFrom('device_transfer')
    .innerJoin('place', (join) =>
      join.onRef('place.id', '=', 'device_transfer.to_place_id').onRef('place.alliance_id', '=', 'device_transfer.alliance_id'),
    )
    .select(['place.name as place', 'device_transfer.due_on'])
    .where('device_transfer.alliance_id', '=', allianceId)
    .where('device_transfer.device_id', '=', deviceId)
    .where('device_transfer.arrived_on', 'is', null)
    .executeTakeFirst()
