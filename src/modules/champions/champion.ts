import { z } from 'zod'
import { LANGUAGES } from '#modules/people'
import { oneOf, someOf, whole, words } from '#platform/fields'
import { formatTime } from '#ui/format'

export const KINDS = {
  volunteer: 'Volunteer',
  council_staff: 'Council staff',
  student: 'Student',
  partner_staff: 'Partner staff',
} as const
export type ChampionKind = keyof typeof KINDS

export const WAYS = { in_person: 'In person', phone: 'By phone', video: 'By video' } as const
export type Way = keyof typeof WAYS

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

type Keys<T> = [keyof T & string, ...(keyof T & string)[]]
export const keysOf = <T extends object>(table: T): Keys<T> => Object.keys(table) as Keys<T>

/** When someone is free each week: weekday 1 is Monday; times are on the wall, "10:00". */
export interface Availability {
  readonly weekday: number
  readonly starts: string
  readonly ends: string
}

const CLOCK = /^([01]?\d|2[0-3])[:.]?([0-5]\d)?$/

const wallTime = (typed: string): string | null => {
  const [, hour, minute] = CLOCK.exec(typed.trim()) ?? []
  return hour ? `${hour.padStart(2, '0')}:${minute ?? '00'}` : null
}

/** The names of a weekday's two boxes. */
export const freeFields = (weekday: number) => ({ from: `from${weekday}`, to: `to${weekday}` })

const freeOn = (weekday: number, from: string, to: string): Availability | string | null => {
  const day = WEEKDAYS[weekday - 1] ?? ''
  if (!from && !to) return null
  const [starts, ends] = [wallTime(from), wallTime(to)]
  if (!starts || !ends) return `Enter both times for ${day}, such as 10:00 and 16:00, or leave both empty`
  return starts < ends ? { weekday, starts, ends } : `On ${day}, the second time must be later than the first`
}

const box = () => words(5, 'Enter a time such as 10:00')
const boxes = Object.fromEntries(
  WEEKDAYS.flatMap((_day, at) => Object.values(freeFields(at + 1)).map((name) => [name, box()])),
) as Record<string, ReturnType<typeof box>>

const availabilityOf = (typed: Readonly<Record<string, unknown>>, problem: (field: string, message: string) => void) =>
  WEEKDAYS.flatMap((_day, at): Availability[] => {
    const { from, to } = freeFields(at + 1)
    const free = freeOn(at + 1, String(typed[from] ?? ''), String(typed[to] ?? ''))
    if (typeof free === 'string') problem(from, free)
    return free && typeof free !== 'string' ? [free] : []
  })

const KM_IN_A_MILE = 1.609344

const facts = z.object({
  kind: oneOf(keysOf(KINDS), 'Choose what kind of champion they are'),
  languages: someOf(keysOf(LANGUAGES), 'Choose languages from the list').refine((list) => list.length > 0, {
    error: 'Choose at least one language they speak',
  }),
  ways: someOf(keysOf(WAYS), 'Choose ways from the list').refine((list) => list.length > 0, {
    error: 'Choose at least one way they can help',
  }),
  maxLearners: whole(1, 50, 'Enter how many learners they can take, from 1 to 50'),
  travelsMiles: whole(0, 100, 'Enter how many miles they will travel, from 0 to 100'),
})

export interface ChampionFacts {
  readonly kind: ChampionKind
  readonly languages: readonly string[]
  readonly ways: readonly Way[]
  readonly maxLearners: number
  readonly travelsKm: number
  readonly availability: readonly Availability[]
}

/** What a champion is recorded with. Adds the form's other fields of `more`. */
export const championForm = <S extends z.ZodRawShape>(more: S) =>
  facts.extend({ ...boxes, ...more }).transform((typed, context) => {
    const all = typed as z.output<typeof facts> & Record<string, unknown>
    const availability = availabilityOf(all, (field, message) => context.addIssue({ code: 'custom', path: [field], message }))
    const travelsKm = Math.round(all.travelsMiles * KM_IN_A_MILE * 10) / 10
    return { ...(typed as z.output<z.ZodObject<S>>), ...all, travelsKm, availability }
  })

const lowered = (words: string): string => words.replace(/^./, (first) => first.toLowerCase())

/** The words for codes within a sentence: "in person, by phone". A code nobody knows any more is shown as it is. */
export const listed = (codes: readonly string[], words: Readonly<Record<string, string>>): string =>
  codes.map((code) => lowered(words[code] ?? code)).join(', ')

/** The same, at the start of one: "In person, by phone". */
export const sentence = (codes: readonly string[], words: Readonly<Record<string, string>>): string =>
  listed(codes, words).replace(/^./, (first) => first.toUpperCase())

export const milesOf = (km: number): number => Math.round(km / KM_IN_A_MILE)

/** "Tuesday 10am to 4pm". */
export const freeWords = ({ weekday, starts, ends }: Availability): string =>
  `${WEEKDAYS[weekday - 1]} ${formatTime(starts)} to ${formatTime(ends)}`
