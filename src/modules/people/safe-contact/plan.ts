import { z } from 'zod'
import type { SafeWindow } from '#modules/reach'
import { maybeEmail, phoneNumber, tick, words } from '#platform/fields'
import { DAYS, type Weekday } from '../reaching/safe-hours'

/** How many stretches of the week the form has room for. */
export const ROWS = ['1', '2', '3', '4'] as const

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const timeOrNothing = z.preprocess(
  (value) => String(value ?? '').trim(),
  z.string().regex(/^$|^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Enter a time as hours and minutes, such as 10:00' }),
)
const dayOrNothing = z.preprocess(
  (value) => value || '',
  z.enum(['', ...(Object.keys(DAYS) as [Weekday, ...Weekday[]])], { error: 'Choose a day' }),
)

type RowFields<R extends string> = Record<`day${R}`, typeof dayOrNothing> & Record<`from${R}` | `until${R}`, typeof timeOrNothing>

const rowFields = <const R extends string>(row: R) =>
  ({ [`day${row}`]: dayOrNothing, [`from${row}`]: timeOrNothing, [`until${row}`]: timeOrNothing }) as RowFields<R>

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

const rowOf = (typed: Typed, row: string): SafeWindow => ({
  day: String(typed[`day${row}`] ?? ''),
  from: String(typed[`from${row}`] ?? ''),
  until: String(typed[`until${row}`] ?? ''),
})

/** What is wrong with one stretch of time: half filled in, or ending before it starts. */
const problemOf = ({ day, from, until }: SafeWindow): { field: 'day' | 'from' | 'until'; message: string } | null => {
  if (!day && !from && !until) return null
  if (!day) return { field: 'day', message: 'Choose the day this time is on' }
  if (!TIME.test(from)) return { field: 'from', message: 'Enter when it starts to be safe, such as 10:00' }
  if (!TIME.test(until)) return { field: 'until', message: 'Enter when it stops being safe, such as 12:00' }
  return from < until ? null : { field: 'until', message: 'The end must be after the start' }
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
      if (problem) issue.addIssue({ code: 'custom', path: [`${problem.field}${row}`], message: problem.message })
    }
  })
  .transform((typed): SafePlan => {
    const { words, safeNumber, safeEmail, voicemailOk, neverText, neverWrite, ourName } = typed
    const windows = ROWS.map((row) => rowOf(typed, row)).filter(({ day }) => day !== '')
    return { words, safeNumber, safeEmail, voicemailOk, neverText, neverWrite, ourName, windows }
  })
