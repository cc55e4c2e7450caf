import { addDays } from '#platform/clock'
import { daysBetween, plural } from '#ui/format'

/** Someone on the list, as the order needs them. */
export interface InLine {
  readonly id: string
  readonly kind: string | null
  readonly joined_on: string
  readonly head_start_days: number
  readonly said_as: string
}

/** A device that will come free, and when. */
export interface Supply {
  readonly kind: string
  readonly on: string
}

/** The day someone's place counts from: the day they joined, and the head start of what they need it for before that. */
export const countsFrom = ({ joined_on, head_start_days }: InLine): string => addDays(joined_on, -head_start_days)

/** The same order the database reads the list in: those who have waited longest, head start and all. */
export const inOrder = <Waits extends InLine>(list: readonly Waits[]): Waits[] =>
  list.toSorted(
    (one, other) =>
      countsFrom(one).localeCompare(countsFrom(other)) ||
      one.joined_on.localeCompare(other.joined_on) ||
      one.id.localeCompare(other.id),
  )

const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }
const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' })

/** "4th". */
export const ordinal = (place: number): string => `${place}${ENDINGS[ordinals.select(place)]}`

/** "4th: job search, 12 days", with what gave it that place when there is a head start. */
export const placeWords = (place: number, waits: InLine, today: string): string => {
  const start = waits.head_start_days > 0 ? `, which counts as ${plural(waits.head_start_days, 'day')} more` : ''
  return `${ordinal(place)}: ${waits.said_as.toLowerCase()}, ${plural(Math.max(0, daysBetween(waits.joined_on, today)), 'day')}${start}`
}

/**
 * When each could have a device if all come back when they are due: the next free one of a kind they can use goes to the first
 * in line. Null where none is in sight.
 */
export const predicted = (list: readonly InLine[], supply: readonly Supply[]): ReadonlyMap<string, string | null> => {
  const left = supply.toSorted((one, other) => one.on.localeCompare(other.on))
  return new Map(
    list.map((waits) => {
      const at = left.findIndex(({ kind }) => waits.kind === null || kind === waits.kind)
      return [waits.id, at < 0 ? null : (left.splice(at, 1)[0]?.on ?? null)]
    }),
  )
}
