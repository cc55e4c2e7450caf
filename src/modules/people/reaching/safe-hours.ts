import { Temporal } from 'temporal-polyfill'
import type { SafeWindow } from '#modules/reach'
import { LONDON } from '#platform/clock'
import { formatTime } from '#ui/format'

export const DAYS = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
} as const
export type Weekday = keyof typeof DAYS

const ORDER = Object.keys(DAYS)

/** Whether it is safe to ring at this moment, by the clock on the wall in London. No hours named means any hour. */
export const isSafeNow = (windows: readonly SafeWindow[], now: Date): boolean => {
  if (windows.length === 0) return true
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(LONDON)
  const time = here.toPlainTime().toString({ smallestUnit: 'minute' })
  return windows.some(({ day, from, until }) => day === ORDER[here.dayOfWeek - 1] && from <= time && time < until)
}

/** "Tuesday 10am to noon, Friday 2pm to 4pm", in the order of the week. */
export const safeHours = (windows: readonly SafeWindow[]): string =>
  windows
    .toSorted((one, other) => ORDER.indexOf(one.day) - ORDER.indexOf(other.day) || one.from.localeCompare(other.from))
    .map(({ day, from, until }) => `${DAYS[day as Weekday]} ${formatTime(from)} to ${formatTime(until)}`)
    .join(', ')
