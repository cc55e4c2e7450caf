import { moves } from '#platform/moves'

export const BOOKING_STATUSES = {
  booked: 'Booked',
  done: 'Collected',
  cancelled: 'Called off',
  ended: 'Not collected',
} as const
export type BookingStatus = keyof typeof BOOKING_STATUSES

/** What may follow what with a device booked ahead. */
export const bookingMoves = moves<BookingStatus>()({
  lend: { from: ['booked'], to: 'done' },
  cancel: { from: ['booked'], to: 'cancelled' },
  end: { from: ['booked'], to: 'ended' },
})
