import { canBeRung, readReach, type SafeWindow } from '#modules/reach'
import { addDays, londonDate, londonInstant } from '#platform/clock'
import type { Tx } from '#platform/db'
import { bankHoliday, isWorkingDay } from '#platform/working-days'
import { hoursOfPart, londonTime, type Part, RINGING_HOURS, windowOf } from './try-rules'

const weekdays = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })
const weekdayOf = (day: string): string => weekdays.format(new Date(`${day}T00:00:00Z`)).toLowerCase()

/** Their own safe times of that day, a Saturday too; for everyone else those of the working days. Never on a bank holiday. */
const hoursOf = (day: string, windows: readonly SafeWindow[]): readonly SafeWindow[] => {
  if (windows.length === 0) return isWorkingDay(day) ? [{ day: weekdayOf(day), ...RINGING_HOURS }] : []
  return bankHoliday(day) ? [] : windows.filter((one) => one.day === weekdayOf(day))
}

/** Those hours of a day at which somebody rings them that are not over at this moment: none of a day that is past. */
export const ringHours = (day: string, windows: readonly SafeWindow[] = [], now?: Date): readonly SafeWindow[] => {
  const hours = hoursOf(day, windows)
  if (!now || day > londonDate(now)) return hours
  return day < londonDate(now) ? [] : hours.filter(({ until }) => until > londonTime(now))
}

/** Whether a ring may be promised for this day; asked at a moment, whether there is still time. A worker may ring on others too. */
export const isRingDay = (day: string, windows: readonly SafeWindow[] = [], now?: Date): boolean =>
  ringHours(day, windows, now).length > 0

/** A weekday comes every seven days, and no five of them in a row are bank holidays. */
const FAR_ENOUGH = 35

/** This day, or the next on which somebody rings them. */
export const ringDayFrom = (day: string, windows: readonly SafeWindow[] = [], now?: Date): string => {
  const first = now && day < londonDate(now) ? londonDate(now) : day
  for (let ahead = 0; ahead < FAR_ENOUGH; ahead++)
    if (isRingDay(addDays(first, ahead), windows, now)) return addDays(first, ahead)
  return ringDayFrom(first)
}

/** Those of the hours at which somebody still rings them that day that meet a part of it, or any of them. */
const hoursMeeting = (day: string, part: Part | null, windows: readonly SafeWindow[], now: Date): readonly SafeWindow[] => {
  const { from, until } = hoursOfPart(part)
  const since = day === londonDate(now) && londonTime(now) > from ? londonTime(now) : from
  return ringHours(day, windows, now).filter((one) => one.from < until && one.until > since && since < until)
}

/** Whether there is still time to ring them in this part of the day. */
export const meetsPart = (day: string, part: Part | null, windows: readonly SafeWindow[], now: Date): boolean =>
  hoursMeeting(day, part, windows, now).length > 0

/**
 * When to ring them on a day: in a part of it, or at any time. Where it is safe only before the hour we begin at, it is due by then,
 * or it would wait for the week after.
 */
export const ringTime = (
  day: string,
  part: Part | null,
  windows: readonly SafeWindow[],
  now: Date,
): { from: Date; until: Date } => {
  const usual = part ? windowOf(day, part) : { from: londonInstant(day, '09:00'), until: londonInstant(day, '19:00') }
  const safe =
    windows.length > 0 ? hoursMeeting(day, part, windows, now).map(({ from }) => londonInstant(day, from).getTime()) : []
  return { ...usual, from: new Date(Math.min(usual.from.getTime(), ...safe)) }
}

export interface RingRules {
  readonly canRing: boolean
  /** The only times it is safe to ring them; empty when any will do. */
  readonly windows: readonly SafeWindow[]
  /** Their plan says something in words of their own, which no day can be checked against. */
  readonly hasWords: boolean
}

/** Whether somebody can be rung at all, by what we know today, and when alone it is safe. */
export const ringRules = async (tx: Tx, allianceId: string, person: string): Promise<RingRules> => {
  const reach = await readReach(tx, allianceId, person)
  if (!reach) return { canRing: false, windows: [], hasWords: false }
  return { canRing: canBeRung(reach), windows: reach.safe_windows, hasWords: reach.plan_words !== '' }
}
