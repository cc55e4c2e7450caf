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

export const plainDate = (day: Day): Temporal.PlainDate => (typeof day === 'string' ? Temporal.PlainDate.from(day) : day)

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
export const daysBetween = (from: Day, to: Day): number => plainDate(from).until(plainDate(to), { largestUnit: 'day' }).days
