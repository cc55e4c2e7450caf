import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'

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

/** The fields someone else changed since, each with what it says now. Fields the form did not have are left out. */
export const changedSince = (seen: string, now: Values): { readonly field: string; readonly message: string }[] => {
  const before = new Map(seen.split(',').map((mark) => mark.split(':') as [string, string | undefined]))
  return Object.keys(now)
    .filter((name) => before.has(name) && before.get(name) !== markOf(now[name]))
    .map((field) => {
      const words = wordsOf(now[field])
      const says = words === '' ? 'It is empty now' : `It now says “${saidOf(words)}”`
      return { field, message: `Someone changed this while you were typing. ${says}. Choose what is right, then save again` }
    })
}
