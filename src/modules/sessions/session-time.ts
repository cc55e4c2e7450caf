import { Temporal } from 'temporal-polyfill'
import { LONDON, londonInstant } from '#platform/clock'
import { done, type Outcome, refuse } from '#platform/outcome'
import { formatTime } from '#ui/format'

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
