import { addDays, londonDate, londonInstant } from '#platform/clock'
import { bankHoliday } from '#platform/working-days'
import type { Quiet } from '../providers/provider'

/** A stretch of time, half-open. */
export interface Span {
  readonly from: Date
  readonly until: Date
}

/** When somebody may safely be reached: a weekday in English, in small letters, and two times of the wall clock. */
export interface SafeWindow {
  readonly day: string
  readonly from: string
  readonly until: string
}

const weekdays = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })
const weekdayOf = (date: string): string => weekdays.format(new Date(`${date}T00:00:00Z`)).toLowerCase()

/** Sundays and England's bank holidays. */
export const isRestDay = (date: string): boolean => weekdayOf(date) === 'sunday' || bankHoliday(date) !== undefined

const spanOf = (date: string, from: string, until: string | null): Span => ({
  from: londonInstant(date, from),
  until: until === null ? londonInstant(addDays(date, 1), '00:00') : londonInstant(date, until),
})

const quietLeaves = (date: string, { from, until, restDays }: Quiet): Span[] => {
  if (restDays && isRestDay(date)) return []
  if (from === until) return [spanOf(date, '00:00', null)]
  if (from > until) return [spanOf(date, until, from)]
  return [spanOf(date, '00:00', from), spanOf(date, until, null)]
}

/** With windows of their own a person said when: then the alliance's quiet hours do not narrow them. */
const spansOf = (date: string, quiet: Quiet, windows: readonly SafeWindow[]): Span[] => {
  if (windows.length === 0) return quietLeaves(date, quiet)
  return windows
    .filter(({ day }) => day === weekdayOf(date))
    .map(({ from, until }) => spanOf(date, from, until))
    .toSorted((one, other) => one.from.getTime() - other.from.getTime())
}

const DAYS_AHEAD = 14

/** The stretch that is open now, or the next to open; null when none does within a fortnight. */
export const nextOpen = (now: Date, quiet: Quiet, windows: readonly SafeWindow[] = []): Span | null => {
  const today = londonDate(now)
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const span = spansOf(addDays(today, ahead), quiet, windows).find(({ from, until }) => until > now && until > from)
    if (span) return span
  }
  return null
}
