import { Temporal } from 'temporal-polyfill'
import type { Ask } from '#platform/http/ask'
import { formatDate } from '#ui/format'

/** Whole days, both included: people say "to 31 March". */
export interface Period {
  readonly from: string
  readonly to: string
}

export interface Preset extends Period {
  readonly label: string
}

export type ReadPeriod =
  | { readonly ok: true; readonly period: Period }
  | {
      readonly ok: false
      readonly typed: Period
      readonly errors: readonly { readonly field: string; readonly message: string }[]
    }

const EARLIEST = '1990-01-01'
const LATEST = '2199-12-31'

const dayOf = (text: string): string | null => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null
  try {
    const day = Temporal.PlainDate.from(text, { overflow: 'reject' }).toString()
    return day >= EARLIEST && day <= LATEST ? day : null
  } catch {
    return null
  }
}

const typedIn = (query: Ask['query'], name: string): string =>
  String([query[name]].flat()[0] ?? '')
    .trim()
    .slice(0, 40)

/** The period in the address; `usual` when it names none. What is no date comes back with words for each box. */
export const readPeriod = (query: Ask['query'], usual: Period): ReadPeriod => {
  const typed = { from: typedIn(query, 'from'), to: typedIn(query, 'to') }
  if (!typed.from && !typed.to) return { ok: true, period: usual }
  const [from, to] = [dayOf(typed.from), dayOf(typed.to)]
  const errors = [
    ...(from ? [] : [{ field: 'from', message: 'Enter the first day as a real date, such as 1 April 2018' }]),
    ...(to ? [] : [{ field: 'to', message: 'Enter the last day as a real date, such as 31 March 2020' }]),
  ]
  if (!from || !to) return { ok: false, typed, errors }
  if (from > to)
    return { ok: false, typed, errors: [{ field: 'to', message: 'The last day must be the same as or after the first day' }] }
  return { ok: true, period: { from, to } }
}

const yearFrom = (april: Temporal.PlainDate): Period => ({
  from: april.toString(),
  to: april.add({ years: 1 }).subtract({ days: 1 }).toString(),
})

const quarterOf = (day: Temporal.PlainDate): Period => {
  const first = day.with({ day: 1, month: Math.floor((day.month - 1) / 3) * 3 + 1 })
  return { from: first.toString(), to: first.add({ months: 3 }).subtract({ days: 1 }).toString() }
}

/** Periods people ask for; the financial year starts on 1 April, and quarters with it. */
export const presetsFor = (today: string, firstDay: string | null): Preset[] => {
  const day = Temporal.PlainDate.from(today)
  const april = Temporal.PlainDate.from({ year: day.month >= 4 ? day.year : day.year - 1, month: 4, day: 1 })
  return [
    { label: 'Since we started', from: firstDay && firstDay < today ? firstDay : today, to: today },
    { label: 'This quarter', ...quarterOf(day) },
    { label: 'This financial year', ...yearFrom(april) },
    { label: 'Last financial year', ...yearFrom(april.subtract({ years: 1 })) },
  ]
}

/** "1 April 2018 to 31 March 2020". */
export const periodWords = ({ from, to }: Period): string =>
  from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`

export const periodQuery = ({ from, to }: Period): string => `from=${from}&to=${to}`

export const samePeriod = (one: Period, other: Period): boolean => one.from === other.from && one.to === other.to

/** Running totals go by month, and by quarter once that would be too many points to tell apart. */
export const stepOf = ({ from, to }: Period): 'month' | 'quarter' =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'month' }).months > 40 ? 'quarter' : 'month'

/** The first days of each step of a period: its quarters, or its months. */
export const stepsOf = ({ from, to }: Period, step: 'month' | 'quarter'): string[] => {
  const length = step === 'quarter' ? 3 : 1
  const first = Temporal.PlainDate.from(from)
  let day = first.with({ day: 1, month: first.month - ((first.month - 1) % length) })
  const days: string[] = []
  while (day.toString() <= to && days.length < 400) {
    days.push(day.toString())
    day = day.add({ months: length })
  }
  return days
}
