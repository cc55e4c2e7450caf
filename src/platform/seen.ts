import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { isId } from './ids'

type Values = Readonly<Record<string, string | readonly string[]>>

const wordsOf = (value: string | readonly string[] | undefined): string => [value ?? ''].flat().join(', ')

const A_DAY = /^\d{4}-\d\d-\d\d$/

/** As a person reads it: a day in words. */
const saidOf = (words: string): string =>
  A_DAY.test(words) ? Temporal.PlainDate.from(words).toLocaleString('en-GB', { dateStyle: 'long' }) : words

const markOf = (value: string | readonly string[] | undefined): string =>
  createHash('sha256').update(wordsOf(value)).digest('hex').slice(0, 8)

/** What a person saw when a form was opened: a short mark for each field, kept in the form and not to be read back. */
export const seenOf = (values: Values): string =>
  Object.keys(values)
    .toSorted()
    .map((name) => `${name}:${markOf(values[name])}`)
    .join(',')

/** What it says now, unless that is a choice among records: their ids say nothing to anyone. */
const nowIs = (value: string | readonly string[] | undefined): string => {
  const words = wordsOf(value)
  if (words === '') return 'It is empty now. '
  return [value ?? ''].flat().every(isId) ? '' : `It now says “${saidOf(words)}”. `
}

/** The fields someone else changed since, each with what it says now. Fields the form did not have are left out. */
export const changedSince = (seen: string, now: Values): { readonly field: string; readonly message: string }[] => {
  const before = new Map(seen.split(',').map((mark) => mark.split(':') as [string, string | undefined]))
  return Object.keys(now)
    .filter((name) => before.has(name) && before.get(name) !== markOf(now[name]))
    .map((field) => ({
      field,
      message: `Someone changed this while you were typing. ${nowIs(now[field])}Choose what is right, then save again`,
    }))
}
