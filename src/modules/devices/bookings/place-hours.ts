import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { type DayHours, WEEKDAYS } from '#platform/tabular/index'
import { bankHoliday } from '#platform/working-days'
import { formatDay, plainDate } from '#ui/format'

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

export interface OpenPlace {
  readonly name: string
  readonly opening_hours: unknown
  readonly closed_on: string | null
}

const hoursOn = ({ opening_hours }: OpenPlace, day: string): readonly DayHours[] | undefined => {
  const week = (Array.isArray(opening_hours) ? opening_hours : []) as readonly DayHours[]
  if (week.length === 0) return undefined
  const weekday = WEEKDAYS[plainDate(day).dayOfWeek - 1]
  return week.filter((part) => part.day === weekday)
}

/** Why nobody can come to a place on a day, in words; null when they can. Where we do not know its hours, only bank holidays count. */
export const whyClosed = (place: OpenPlace, day: string): string | null => {
  if (place.closed_on && place.closed_on <= day) return `${place.name} has closed for good`
  const holiday = bankHoliday(day)
  if (holiday) return `${formatDay(day)} is a bank holiday (${holiday})`
  const hours = hoursOn(place, day)
  return hours?.length === 0 ? `${place.name} is closed on ${capital(WEEKDAYS[plainDate(day).dayOfWeek - 1] ?? '')}s` : null
}

/** "09:00 to 17:00", for a day a place is open and its hours are known. */
export const hoursWords = (place: OpenPlace, day: string): string =>
  (hoursOn(place, day) ?? []).map(({ opens, closes }) => `${opens} to ${closes}`).join(', ')

export const readPlace = (tx: Tx, allianceId: string, id: string) =>
  tx
    .selectFrom('place')
    .select(['id', 'name', 'opening_hours', 'closed_on'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** Whether a place is one of ours and not closed for good. */
export const isPlace = async ({ tx, allianceId, today }: Work, id: string): Promise<boolean> => {
  const place = await readPlace(tx, allianceId, id)
  return place !== undefined && (place.closed_on === null || place.closed_on > today)
}
