import type { z } from 'zod'
import { isId, newId } from './ids'

/** What a person typed and what is wrong with it: enough to show the same page again with nothing lost. */
export interface Attempt {
  readonly values: Readonly<Record<string, string | string[]>>
  readonly errors: readonly { readonly field: string; readonly message: string }[]
  /** The form's own id, kept while it is put right. */
  readonly submission: string
  /** For a record that is put right: what it said when the form was opened. */
  readonly seen?: string | undefined
}

export type Parsed<T> =
  | { readonly ok: true; readonly input: T; readonly attempt: Attempt }
  | { readonly ok: false; readonly attempt: Attempt }

type Fields = Readonly<Record<string, string | string[] | undefined>>

/** A form nobody has filled in yet, or one filled from a record. */
export const freshAttempt = (values: Fields = {}, seen?: string): Attempt => ({
  values: tidy(values),
  errors: [],
  submission: newId(),
  seen,
})

const tidyText = (text: unknown): string =>
  String(text ?? '')
    .replaceAll('\u0000', '')
    .replaceAll('\r\n', '\n')

const tidy = (body: Fields): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(tidyText) : tidyText(value)]),
  )

const DAY = '-day'

/** Three boxes, day month year, become one ISO date; what is no date stays as typed and fails the schema. */
const joinDates = (values: Record<string, string | string[]>): Record<string, string | string[]> => {
  const names = Object.keys(values)
    .filter((key) => key.endsWith(DAY))
    .map((key) => key.slice(0, -DAY.length))
  const joined = names.map((name) => {
    const [day, month, year] = ['day', 'month', 'year'].map((part) => String(values[`${name}-${part}`] ?? '').trim())
    if (!day && !month && !year) return [name, '']
    return [name, [year?.padStart(4, '0'), month?.padStart(2, '0'), day?.padStart(2, '0')].join('-')]
  })
  return { ...values, ...Object.fromEntries(joined) }
}

/** Reads a posted form against its schema. On failure: the person's own words and one error a field, in page order. */
export const parseForm = <T>(schema: z.ZodType<T>, body: unknown): Parsed<T> => {
  const { submission, seen: sent, ...fields } = tidy((body ?? {}) as Fields)
  const seen = typeof sent === 'string' ? sent : undefined
  const id = typeof submission === 'string' && isId(submission) ? submission : newId()
  const values = joinDates(fields)
  const read = schema.safeParse(values)
  if (read.success) return { ok: true, input: read.data, attempt: { values, errors: [], submission: id, seen } }
  const errors = new Map<string, string>()
  for (const issue of read.error.issues) {
    const field = String(issue.path[0] ?? '')
    if (!errors.has(field)) errors.set(field, issue.message)
  }
  return {
    ok: false,
    attempt: { values, submission: id, seen, errors: [...errors].map(([field, message]) => ({ field, message })) },
  }
}

/** The same page again with one more thing to put right, for a reason found only when saving. */
export const withError = (attempt: Attempt, field: string, message: string): Attempt => ({
  ...attempt,
  errors: [...attempt.errors, { field, message }],
})
