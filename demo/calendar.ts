import { Temporal } from 'temporal-polyfill'
import { addDays, londonDate } from '#platform/clock'

const weekdayOf = (day: string): number => Temporal.PlainDate.from(day).dayOfWeek

/** The working day on or before a day. */
export const workdayBefore = (day: string): string => addDays(day, -Math.max(0, weekdayOf(day) - 5))

/** The working day on or after a day. */
export const workdayAfter = (day: string): string => addDays(day, weekdayOf(day) > 5 ? 8 - weekdayOf(day) : 0)

/** The day the programmes began: the boroughs' maps and places are on record from then. */
export const FOUNDED = '2018-04-03'

export interface Calendar {
  readonly today: string
  /** A working day about so many days ago. */
  ago(days: number): string
  /** A working day about so many days from now. */
  ahead(days: number): string
}

/** Days as seen from a moment: what the small demonstration is dated by, so that something is due this week whenever it is. */
export const calendarOf = (now: Date): Calendar => {
  const today = londonDate(now)
  return {
    today,
    ago: (days) => workdayBefore(addDays(today, -days)),
    ahead: (days) => workdayAfter(addDays(today, days)),
  }
}

/** All working days of a stretch, both ends included. */
export const workdaysOf = (from: string, to: string): string[] => {
  const days: string[] = []
  for (let day = workdayAfter(from); day <= to; day = workdayAfter(addDays(day, 1))) days.push(day)
  return days
}
