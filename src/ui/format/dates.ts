import { Temporal } from 'temporal-polyfill'

/** A day without a time: a PlainDate or its ISO text, as the database gives it. */
export type Day = Temporal.PlainDate | string

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const MS_IN_A_DAY = 86_400_000

/** A page says the same few days again and again, and reading one costs more than writing its row. */
const MOST_KNOWN = 4000
const known = new Map<string, Temporal.PlainDate>()

export const plainDate = (day: Day): Temporal.PlainDate => {
  if (typeof day !== 'string') return day
  const date = known.get(day) ?? Temporal.PlainDate.from(day)
  if (known.size < MOST_KNOWN) known.set(day, date)
  return date
}

export const monthName = (month: number): string => MONTHS[month - 1] ?? ''

/** Three letters: "Sep", where the built-in British formatter says "Sept". */
export const monthShort = (month: number): string => monthName(month).slice(0, 3)

const yearUnlessThis = (date: Temporal.PlainDate, today: Day | undefined): string =>
  today === undefined || plainDate(today).year === date.year ? '' : ` ${date.year}`

/** "12 December 2025". */
export const formatDate = (day: Day): string => {
  const date = plainDate(day)
  return `${date.day} ${monthName(date.month)} ${date.year}`
}

/** "12 Dec"; given today, with the year when that is another one. */
export const formatDateShort = (day: Day, today?: Day): string => {
  const date = plainDate(day)
  return `${date.day} ${monthShort(date.month)}${yearUnlessThis(date, today)}`
}

/** "Tuesday 25 November"; given today, with the year when that is another one. */
export const formatDay = (day: Day, today?: Day): string => {
  const date = plainDate(day)
  return `${WEEKDAYS[date.dayOfWeek - 1]} ${date.day} ${monthName(date.month)}${yearUnlessThis(date, today)}`
}

/** Whole days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => {
  const [first, last] = [plainDate(from), plainDate(to)]
  return (Date.UTC(last.year, last.month - 1, last.day) - Date.UTC(first.year, first.month - 1, first.day)) / MS_IN_A_DAY
}
