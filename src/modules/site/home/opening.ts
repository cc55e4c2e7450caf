import { Temporal } from 'temporal-polyfill'
import { LONDON } from '#platform/clock'
import { formatTime } from '#ui/format'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const HOURS = /^(\w+day) to (\w+day),? (?:from )?(\d{1,2})(?:[.:](\d\d))?(am|pm) to (\d{1,2})(?:[.:](\d\d))?(am|pm)\.?$/i

const minutesOf = (hour: string, minute: string | undefined, half: string): number =>
  ((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)) * 60 + Number(minute ?? 0)

interface Hours {
  readonly first: number
  readonly last: number
  readonly opens: number
  readonly closes: number
}

/** Reads "Monday to Friday, 9am to 5pm"; null for hours said any other way, which are then only shown. */
export const readHours = (words: string): Hours | null => {
  const read = HOURS.exec(words.trim())
  if (!read) return null
  const [, from = '', to = '', hour = '', minute, half = '', hour2 = '', minute2, half2 = ''] = read
  const [first, last] = [DAYS.indexOf(from.toLowerCase()) + 1, DAYS.indexOf(to.toLowerCase()) + 1]
  const [opens, closes] = [minutesOf(hour, minute, half), minutesOf(hour2, minute2, half2)]
  return first > 0 && last >= first && closes > opens ? { first, last, opens, closes } : null
}

/** "Open now, until 5pm today" while the helpline is open by its hours; null when it is closed or we cannot tell. */
export const openNow = (words: string, now: Date): string | null => {
  const hours = readHours(words)
  if (!hours) return null
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(LONDON)
  const minute = here.hour * 60 + here.minute
  const isOpen = here.dayOfWeek >= hours.first && here.dayOfWeek <= hours.last && minute >= hours.opens && minute < hours.closes
  return isOpen
    ? `Open now, until ${formatTime(Temporal.PlainTime.from({ hour: Math.floor(hours.closes / 60), minute: hours.closes % 60 }))} today`
    : null
}
