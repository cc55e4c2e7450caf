import { Temporal } from 'temporal-polyfill'
import { monthShort } from './dates'
import { plural } from './numbers'

const HERE = 'Europe/London'

const clock = (hour: number, minute: number): string => {
  if (minute === 0 && hour === 12) return 'noon'
  if (minute === 0 && hour % 24 === 0) return 'midnight'
  const minutes = minute === 0 ? '' : `.${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}

/** A time on the wall: "13:30" → "1.30pm", "12:00" → "noon". Takes the database's "24:00:00", the end of a day. */
export const formatTime = (time: Temporal.PlainTime | string): string => {
  if (typeof time === 'string' && time.startsWith('24:00')) return 'midnight'
  const { hour, minute } = Temporal.PlainTime.from(time)
  return clock(hour, minute)
}

const toInstant = (moment: Temporal.Instant | Date | string): Temporal.Instant =>
  moment instanceof Date ? Temporal.Instant.fromEpochMilliseconds(moment.getTime()) : Temporal.Instant.from(moment)

/** A moment as the clock in London showed it: "18 Nov 2025, 10.05am". */
export const formatDateTime = (moment: Temporal.Instant | Date | string): string => {
  const here = toInstant(moment).toZonedDateTimeISO(HERE)
  return `${here.day} ${monthShort(here.month)} ${here.year}, ${clock(here.hour, here.minute)}`
}

/** 95 → "1 hour 35 minutes". */
export const formatMinutes = (minutes: number): string => {
  const total = Math.round(minutes)
  const hours = Math.floor(total / 60)
  const rest = total % 60
  if (hours === 0) return plural(rest, 'minute')
  return rest === 0 ? plural(hours, 'hour') : `${plural(hours, 'hour')} ${plural(rest, 'minute')}`
}
