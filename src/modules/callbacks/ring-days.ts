import { canBeRung, readReach, type SafeWindow } from '#modules/reach'
import { addDays, londonDate, londonInstant } from '#platform/clock'
import type { Tx } from '#platform/db'
import { bankHoliday, isWorkingDay } from '#platform/working-days'
import { hoursOfPart, isRingingTime, leastTried, londonTime, type Part, RINGING_HOURS, type Try, windowOf } from './try-rules'

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

interface RingTime {
  readonly from: Date
  readonly until: Date
}

/** A time of a day, which may be its end, in milliseconds. */
const msAt = (day: string, time: string): number =>
  (time === '24:00' ? londonInstant(addDays(day, 1), '00:00') : londonInstant(day, time)).getTime()

/** When to ring them on a day: in a part of it, or at any time; where only some times are safe, within those. */
export const ringTime = (day: string, part: Part | null, windows: readonly SafeWindow[], now: Date): RingTime => {
  const safe = windows.length > 0 ? hoursMeeting(day, part, windows, now) : []
  if (safe.length === 0)
    return part ? windowOf(day, part) : { from: londonInstant(day, '09:00'), until: londonInstant(day, '19:00') }
  const hours = hoursOfPart(part)
  return {
    from: new Date(Math.max(msAt(day, hours.from), Math.min(...safe.map(({ from }) => msAt(day, from))))),
    until: new Date(Math.min(msAt(day, hours.until), Math.max(...safe.map(({ until }) => msAt(day, until))))),
  }
}

/** When to try again after nobody answered: the next day on which somebody rings them, at the time of it we have tried least. */
export const nextTry = (tries: readonly Try[], at: Date, windows: readonly SafeWindow[] = []): RingTime => {
  const day = ringDayFrom(addDays(londonDate(at), 1), windows)
  const part = leastTried(tries).find((one) => meetsPart(day, one, windows, at)) ?? null
  return ringTime(day, part, windows, at)
}

const isSafeAt = (at: Date, windows: readonly SafeWindow[]): boolean => {
  if (windows.length === 0) return isRingingTime(at)
  return ringHours(londonDate(at), windows).some(({ from, until }) => londonTime(at) >= from && londonTime(at) < until)
}

/** This moment, where they may be rung at it; otherwise the next at which they may. */
export const ringFrom = (at: Date, windows: readonly SafeWindow[]): Date =>
  isSafeAt(at, windows) ? at : ringTime(ringDayFrom(londonDate(at), windows, at), null, windows, at).from

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
