import { moves } from '#platform/moves'

export type AttendanceStatus = 'booked' | 'attended' | 'missed' | 'cancelled'

/** A person's place on one session's list. Someone who turns up after all came, whatever the list said. */
export const attendanceMoves = moves<AttendanceStatus>()({
  book: { from: ['cancelled'], to: 'booked' },
  takeOff: { from: ['booked'], to: 'cancelled' },
  miss: { from: ['booked'], to: 'missed' },
  come: { from: ['booked', 'missed', 'cancelled'], to: 'attended' },
})
