import { languageName } from '../person'
import type { Choices } from './join-rows'
import type { Row } from './steps'

/** One thing two records may each say otherwise, so that a person must choose. */
export interface Fact {
  readonly code: string
  readonly label: string
  /** The columns that go together. */
  readonly columns: readonly string[]
  readonly text: (row: Row) => string
}

const said = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
const plain = (code: string, label: string, column = code): Fact => ({
  code,
  label,
  columns: [column],
  text: (row) => said(row[column]),
})

export const FACTS: readonly Fact[] = [
  plain('name', 'Name'),
  plain('known_as', 'Likes to be called'),
  plain('say_as', 'To ask for on the phone'),
  plain('birth_year', 'Year of birth'),
  plain('age_band', 'About how old'),
  {
    code: 'home',
    label: 'Address',
    columns: ['address', 'postcode', 'lat', 'lon', 'ward_code'],
    text: ({ address, postcode }) => [address, postcode].filter(Boolean).join(', '),
  },
  { code: 'language', label: 'Speaks', columns: ['language'], text: ({ language }) => languageName(said(language)) },
  plain('support_needs', 'What helps'),
  {
    code: 'ways',
    label: 'How to reach them',
    columns: ['ways', 'reach_through', 'best_times'],
    text: ({ ways, reach_through, best_times }) =>
      [(ways as string[]).join(', then ').replaceAll('_', ' '), said(reach_through), said(best_times)].filter(Boolean).join('; '),
  },
]

/** The facts the two records say differently, both saying something. */
export const differing = (kept: Row, merged: Row): Fact[] =>
  FACTS.filter(({ text }) => text(kept) !== '' && text(merged) !== '' && text(kept) !== text(merged))

const both = (one: unknown, other: unknown): unknown[] => [...new Set([...(one as unknown[]), ...(other as unknown[])])]

/** What adds up: nobody who needs large print, must not be rung or has died stops so because two records become one. */
const added = (kept: Row, merged: Row): Row => ({
  also_speaks: both(kept.also_speaks, merged.also_speaks),
  access_needs: both(kept.access_needs, merged.access_needs),
  interpreter: kept.interpreter || merged.interpreter,
  do_not_call: kept.do_not_call || merged.do_not_call,
  has_died: kept.has_died || merged.has_died,
  died_on: kept.died_on ?? merged.died_on,
  created_on: String(kept.created_on) < String(merged.created_on) ? kept.created_on : merged.created_on,
})

/** The kept person's row after the merge: their own words, what was chosen from the other, and the other's where they said nothing. */
export const joined = (kept: Row, merged: Row, choices: Choices): Row => {
  const taken = FACTS.filter(({ code, text }) => text(merged) !== '' && (text(kept) === '' || choices[code] === 'merged'))
  const columns = taken.flatMap((fact) => fact.columns)
  return { ...Object.fromEntries(columns.map((column) => [column, merged[column]])), ...added(kept, merged) }
}
