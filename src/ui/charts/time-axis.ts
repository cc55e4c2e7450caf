import { Temporal } from 'temporal-polyfill'
import { daysBetween, formatDateShort, monthShort } from '#ui/format'

export type TimeTick = { readonly day: number; readonly label: string; readonly year?: string }

const EPOCH = Temporal.PlainDate.from('1970-01-01')
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120]
const DAY_STEPS = [1, 2, 7, 14, 31]
const SHORT_RANGE = 62

/** Days since 1970, so that a scale can work with dates. */
export const dayNumber = (date: Temporal.PlainDate): number => daysBetween(EPOCH, date)

/** 0 in January of year 0: months as one running number. */
const monthNumber = (date: Temporal.PlainDate): number => date.year * 12 + date.month - 1

const smallestStep = (steps: readonly number[], length: number, most: number): number =>
  steps.find((step) => length / step < most) ?? Math.ceil(length / most)

const steps = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step)

const yearOnce = (date: Temporal.PlainDate, before: Temporal.PlainDate | undefined): { year?: string } =>
  before?.year === date.year ? {} : { year: String(date.year) }

const monthTicks = (first: Temporal.PlainDate, last: Temporal.PlainDate, most: number): Temporal.PlainDate[] => {
  const start = monthNumber(first) + (first.day === 1 ? 0 : 1)
  const step = smallestStep(MONTH_STEPS, monthNumber(last) - start + 1, most)
  return steps(start, monthNumber(last), step).map((month) => new Temporal.PlainDate(Math.floor(month / 12), (month % 12) + 1, 1))
}

const dayTicks = (first: Temporal.PlainDate, last: Temporal.PlainDate, most: number): Temporal.PlainDate[] => {
  const length = daysBetween(first, last)
  return steps(0, length, smallestStep(DAY_STEPS, length + 1, most)).map((days) => first.add({ days }))
}

/** At most so many dates to write under a time chart, months or days apart; the year stands under its first. */
export const timeTicks = (first: Temporal.PlainDate, last: Temporal.PlainDate, most: number): TimeTick[] => {
  const short = daysBetween(first, last) <= SHORT_RANGE
  const dates = short ? dayTicks(first, last, most) : monthTicks(first, last, most)
  return dates.map((date, index) => ({
    day: dayNumber(date),
    label: short ? formatDateShort(date) : monthShort(date.month),
    ...yearOnce(date, dates[index - 1]),
  }))
}
