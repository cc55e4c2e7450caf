import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { LONDON, londonInstant } from '#platform/clock'
import { done, type Outcome, refuse } from '#platform/outcome'
import { formatTime } from '#ui/format'

const TYPED = /^(\d{1,2})(?:[:.](\d\d))?\s*([ap]m)?$/i

const pad = (hour: number, minutes: string): string => `${String(hour).padStart(2, '0')}:${minutes}`

const afternoon = (hour: number, half: string): number => (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)

const readTime = (typed: string): string | null => {
  const [, hours, minutes = '00', half] = TYPED.exec(typed) ?? []
  const hour = Number(hours)
  if (Number.isNaN(hour) || Number(minutes) > 59 || hour > 23) return null
  if (!half) return pad(hour, minutes)
  return hour >= 1 && hour <= 12 ? pad(afternoon(hour, half), minutes) : null
}

/** A time as people type it, "9.30", "1:30pm" or "13:30": gives "13:30". */
export const clockTime = (error: string) =>
  z.preprocess(
    (value) => String(value ?? '').trim(),
    z.string().transform((typed, issue) => {
      const read = readTime(typed)
      if (!read) issue.addIssue({ code: 'custom', message: error })
      return read ?? ''
    }),
  )

const onTheWall = (at: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(LONDON)

/** "13:30" as the clock on the wall in London shows it. */
export const wallTime = (at: Date): string => onTheWall(at).toPlainTime().toString({ smallestUnit: 'minute' })

/** "1.30pm". */
export const timeWords = (at: Date): string => formatTime(wallTime(at))

/** A wall-clock time as a moment. Refuses one the clocks jump over in spring; one that comes twice in autumn is the first. */
export const momentOf = (date: string, time: string): Outcome<Date> => {
  const at = londonInstant(date, time)
  if (wallTime(at) === time) return done(at)
  const words = `The clocks go forward that night, so ${formatTime(time)} does not happen. Choose another time`
  return refuse('no-such-time', words, 'time')
}

export const minutesLater = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000)
