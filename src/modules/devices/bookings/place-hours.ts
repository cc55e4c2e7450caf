import { sql } from 'kysely'
import { addDays } from '#platform/clock'
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
  /** Days it is closed beyond its hours and bank holidays, half open. */
  readonly closures: readonly { readonly starts_on: string; readonly ends_on: string; readonly why: string }[]
}

const hoursOn = ({ opening_hours }: OpenPlace, day: string): readonly DayHours[] | undefined => {
  const week = (Array.isArray(opening_hours) ? opening_hours : []) as readonly DayHours[]
  if (week.length === 0) return undefined
  const weekday = WEEKDAYS[plainDate(day).dayOfWeek - 1]
  return week.filter((part) => part.day === weekday)
}

const closureOn = ({ closures }: OpenPlace, day: string) =>
  closures.find(({ starts_on, ends_on }) => starts_on <= day && day < ends_on)

/** Why nobody can come to a place on a day, in words; null when they can. Where we do not know its hours, only bank holidays count. */
export const whyClosed = (place: OpenPlace, day: string): string | null => {
  if (place.closed_on && place.closed_on <= day) return `${place.name} has closed for good`
  const closure = closureOn(place, day)
  if (closure) return `${place.name} is closed on ${formatDay(day)}${closure.why ? ` (${closure.why})` : ''}`
  const holiday = bankHoliday(day)
  if (holiday) return `${formatDay(day)} is a bank holiday (${holiday})`
  const hours = hoursOn(place, day)
  return hours?.length === 0 ? `${place.name} is closed on ${capital(WEEKDAYS[plainDate(day).dayOfWeek - 1] ?? '')}s` : null
}

/** "09:00 to 17:00", for a day a place is open and its hours are known. */
export const hoursWords = (place: OpenPlace, day: string): string =>
  (hoursOn(place, day) ?? []).map(({ opens, closes }) => `${opens} to ${closes}`).join(', ')

const closures = sql<OpenPlace['closures']>`(
  select coalesce(json_agg(json_build_object('starts_on', c.starts_on, 'ends_on', c.ends_on, 'why', c.why) order by c.starts_on), '[]')
  from place_closure c where c.alliance_id = place.alliance_id and c.place_id = place.id)`.as('closures')

const places = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('place')
    .select(['place.id', 'place.name', 'place.opening_hours', 'place.closed_on', closures])
    .where('place.alliance_id', '=', allianceId)

export const readPlace = (tx: Tx, allianceId: string, id: string) =>
  places(tx, allianceId).where('place.id', '=', id).executeTakeFirst()

/** Where a device is collected: the place agreed, or else the one it is kept at; undefined when nobody said. */
export const readCollectPlace = (tx: Tx, allianceId: string, device: string, agreed: string | null | undefined) =>
  agreed
    ? readPlace(tx, allianceId, agreed)
    : places(tx, allianceId)
        .innerJoin('device', (join) =>
          join.onRef('device.place_id', '=', 'place.id').onRef('device.alliance_id', '=', 'place.alliance_id'),
        )
        .where('device.id', '=', device)
        .executeTakeFirst()

/** As far as we look for a day on which a place is open. */
const FARTHEST = 60

/** The first day a place is open from a day on; the day itself where it opens no more. */
export const openFrom = (place: OpenPlace, day: string): string => {
  for (let on = 0; on <= FARTHEST; on++) if (!whyClosed(place, addDays(day, on))) return addDays(day, on)
  return day
}

/** The last of so many days that someone has to come: days it is closed do not count, and the last is one when it is open. */
export const lastToCome = (place: OpenPlace | undefined, today: string, days: number): string => {
  if (!place) return addDays(today, days)
  let [day, left] = [today, days]
  for (let on = 0; left > 0 && on < days + FARTHEST; on++) {
    day = addDays(day, 1)
    if (!closureOn(place, day)) left -= 1
  }
  return openFrom(place, day)
}

/** Whether a place is one of ours and not closed for good. */
export const isPlace = async ({ tx, allianceId, today }: Work, id: string): Promise<boolean> => {
  const place = await readPlace(tx, allianceId, id)
  return place !== undefined && (place.closed_on === null || place.closed_on > today)
}
