import { canBeRung, readReach, type SafeWindow } from '#modules/reach'
import { addDays } from '#platform/clock'
import type { Tx } from '#platform/db'
import { bankHoliday, isWorkingDay } from '#platform/working-days'

const weekdays = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })
const weekdayOf = (day: string): string => weekdays.format(new Date(`${day}T00:00:00Z`)).toLowerCase()

/** Their own safe times say which days of the week, a Saturday too; for everyone else it is the working days. Never a bank holiday. */
export const isRingDay = (day: string, windows: readonly SafeWindow[] = []): boolean =>
  windows.length === 0 ? isWorkingDay(day) : windows.some((one) => one.day === weekdayOf(day)) && !bankHoliday(day)

/** A weekday comes every seven days, and no five of them in a row are bank holidays. */
const FAR_ENOUGH = 35

/** This day, or the next on which somebody rings them. */
export const ringDayFrom = (day: string, windows: readonly SafeWindow[] = []): string => {
  for (let ahead = 0; ahead < FAR_ENOUGH; ahead++) if (isRingDay(addDays(day, ahead), windows)) return addDays(day, ahead)
  return ringDayFrom(day)
}

export interface RingRules {
  readonly canRing: boolean
  /** The only times it is safe to ring them; empty when any will do. */
  readonly windows: readonly SafeWindow[]
}

/** Whether somebody can be rung at all, by what we know today, and when alone it is safe. */
export const ringRules = async (tx: Tx, allianceId: string, person: string): Promise<RingRules> => {
  const reach = await readReach(tx, allianceId, person)
  return { canRing: reach !== undefined && canBeRung(reach), windows: reach?.safe_windows ?? [] }
}
