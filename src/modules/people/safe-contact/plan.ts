import { z } from 'zod'
import type { SafeWindow } from '#modules/reach'
import { isDoubtful, readTime, whichHalf } from '#platform/clock-time'
import { maybeEmail, phoneNumber, someOf, tick, words } from '#platform/fields'
import { DAYS, type Weekday } from '../reaching/safe-hours'

/** How many stretches of the week the form has room for. */
export const ROWS = ['1', '2', '3', '4'] as const

/** What a stretch is called where it needs putting right: four look alike. */
export const ROW_NAMES: Readonly<Record<(typeof ROWS)[number], string>> = {
  1: 'First time',
  2: 'Second time',
  3: 'Third time',
  4: 'Fourth time',
}

const WEEKDAYS = Object.keys(DAYS) as [Weekday, ...Weekday[]]

/** "10am" and "10:00" alike as "10:00"; what is no time, or could be two, stays as it was typed. */
const timeTyped = z.preprocess(
  (value) => String(value ?? '').trim(),
  z.string().transform((typed) => (isDoubtful(typed) ? typed : (readTime(typed) ?? typed))),
)

const rowFields = <const R extends (typeof ROWS)[number]>(row: R) => {
  const days = someOf(WEEKDAYS, `${ROW_NAMES[row]}: tick its days from the list`)
  return { [`day${row}`]: days, [`from${row}`]: timeTyped, [`until${row}`]: timeTyped } as Record<`day${R}`, typeof days> &
    Record<`from${R}` | `until${R}`, typeof timeTyped>
}

const maybeNumber = z.preprocess(
  (value) => String(value ?? '').trim(),
  z.string().transform((text, issue) => {
    if (text === '') return null
    const number = phoneNumber(text)
    if (!number) issue.addIssue({ code: 'custom', message: 'Enter a phone number in full, such as 0161 496 0123' })
    return number
  }),
)

export interface SafePlan {
  readonly words: string
  readonly safeNumber: string | null
  readonly safeEmail: string | null
  readonly windows: readonly SafeWindow[]
  readonly voicemailOk: boolean
  readonly neverText: boolean
  readonly neverWrite: boolean
  readonly ourName: string
}

type Typed = Readonly<Record<string, unknown>>

interface TypedRow {
  readonly days: readonly string[]
  readonly from: string
  readonly until: string
}

const rowOf = (typed: Typed, row: string): TypedRow => ({
  days: typed[`day${row}`] as string[],
  from: String(typed[`from${row}`]),
  until: String(typed[`until${row}`]),
})

/** What is wrong with one time of a stretch, or null. */
const timeProblem = (typed: string, missing: string): string | null => {
  // The name of its row comes before it.
  if (isDoubtful(typed)) return whichHalf(typed).replace('Is', 'is')
  return readTime(typed) ? null : missing
}

/** What is wrong with one stretch of time: half filled in, in doubt, or ending before it starts. */
const problemOf = ({ days, from, until }: TypedRow): { field: 'day' | 'from' | 'until'; message: string } | null => {
  if (days.length === 0 && !from && !until) return null
  if (days.length === 0) return { field: 'day', message: 'tick the days it is on' }
  const start = timeProblem(from, 'enter when it starts to be safe, such as 10:00 or 10am')
  if (start) return { field: 'from', message: start }
  const end = timeProblem(until, 'enter when it stops being safe, such as 12:00 or 4pm')
  if (end) return { field: 'until', message: end }
  return from < until ? null : { field: 'until', message: 'the end must be after the start' }
}

/** A safe contact plan as a form. */
export const planForm = z
  .object({
    words: words(500),
    safeNumber: maybeNumber,
    safeEmail: maybeEmail(),
    voicemailOk: tick(),
    neverText: tick(),
    neverWrite: tick(),
    ourName: words(100),
    ...rowFields('1'),
    ...rowFields('2'),
    ...rowFields('3'),
    ...rowFields('4'),
  })
  .superRefine((typed, issue) => {
    for (const row of ROWS) {
      const problem = problemOf(rowOf(typed, row))
      if (problem)
        issue.addIssue({ code: 'custom', path: [`${problem.field}${row}`], message: `${ROW_NAMES[row]}: ${problem.message}` })
    }
  })
  .transform((typed): SafePlan => {
    const { words, safeNumber, safeEmail, voicemailOk, neverText, neverWrite, ourName } = typed
    const windows = ROWS.map((row) => rowOf(typed, row)).flatMap(({ days, ...time }) => days.map((day) => ({ day, ...time })))
    return { words, safeNumber, safeEmail, voicemailOk, neverText, neverWrite, ourName, windows }
  })
