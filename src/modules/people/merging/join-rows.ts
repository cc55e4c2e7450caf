import type { Row } from './steps'

/** Which of two rows that cannot both stay says more, in one table: what the row that stays takes from the one that goes. */
export type Join = (goes: Row, stays: Row, choices: Choices) => Row | null

/** What the coordinator chose where the two records differ: fact or table → whose. */
export type Choices = Readonly<Record<string, 'kept' | 'merged' | undefined>>

const CAME = ['attended', 'missed', 'booked', 'cancelled']
const HELPS = ['active', 'paused', 'applied', 'left']

const ahead = (order: readonly string[], goes: Row, stays: Row): boolean =>
  order.indexOf(String(goes.status)) < order.indexOf(String(stays.status))

const NOT_THEIRS = ['alliance_id', 'id', 'person_id']
const allOf = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([column]) => !NOT_THEIRS.includes(column)))

/** Whoever said stop is heard, whichever record they said it under. */
const phone: Join = (goes, stays) => ({
  label: stays.label || goes.label,
  failed_at: stays.failed_at && goes.failed_at,
  texts_stopped_at: stays.texts_stopped_at ?? goes.texts_stopped_at,
  of_plan: stays.of_plan && goes.of_plan,
})

export const JOINS: Readonly<Record<string, Join>> = {
  // They were there once, or were expected once.
  attendance: (goes, stays) => (ahead(CAME, goes, stays) ? { status: goes.status } : null),
  champion: (goes, stays) => (ahead(HELPS, goes, stays) ? allOf(goes) : null),
  person_phone: phone,
  person_email: (goes, stays) => ({ failed_at: stays.failed_at && goes.failed_at, of_plan: stays.of_plan && goes.of_plan }),
  // A place in the queue is as old as the first of the two.
  waiting: (goes, stays) =>
    String(goes.joined_at) < String(stays.joined_at)
      ? { joined_at: goes.joined_at, joined_on: goes.joined_on, head_start_days: goes.head_start_days }
      : null,
  safe_contact_plan: (goes, _stays, choices) => (choices.safe_contact_plan === 'merged' ? allOf(goes) : null),
}
