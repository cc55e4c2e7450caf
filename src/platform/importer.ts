import type { z } from 'zod'
import type { StaffAction } from './access'
import type { Work } from './command'
import type { JournalEntry } from './journal'
import { optional, textCell, type WantedColumn } from './tabular/index'

export interface ImportProblem {
  readonly line: number
  readonly message: string
}

export interface ImportRow<Row> {
  readonly line: number
  readonly row: Row
}

/** What became of one batch. */
export interface ImportedRows {
  readonly written: number
  /** The rows that could not be written and why; those are not written. */
  readonly problems?: readonly ImportProblem[]
  /** Rows passed over on purpose, counted by reason: "of another borough". */
  readonly leftOut?: Readonly<Record<string, number>>
  /** What the journal says of the records made. */
  readonly happened?: readonly JournalEntry[]
}

/** How one kind of file becomes records: `digiknow import places …` and the same on screen. */
export interface Importer<Row> {
  readonly kind: string
  readonly label: string
  readonly action: StaffAction
  /** What such a file holds and what is done with it, in a line. */
  readonly hint?: string
  readonly columns: readonly WantedColumn[]
  /** Columns of a file that has no header row, chosen when its first row has no headings (Code-Point Open). */
  readonly headerless?: readonly string[]
  readonly schema: z.ZodType<Row>
  /** Database constraints that stand for something wrong in a row: name of the constraint → what to say. */
  readonly reasons?: Readonly<Record<string, string>>
  /** Writes one batch, the same way the screens do, and again without making doubles. */
  readonly write: (work: Work, rows: readonly ImportRow<Row>[]) => Promise<ImportedRows>
  /** What is done once, after the last batch and in its transaction. */
  readonly finish?: (work: Work) => Promise<void>
}

/** An importer whose kind of row only it knows. Made by `importer()`. */
export type AnyImporter = Importer<unknown>

/** Hides the row type behind the schema that makes it: rows reach `write` only through `schema`. */
export const importer = <Row>(spec: Importer<Row>): AnyImporter => ({
  ...spec,
  write: (work, rows) => spec.write(work, rows as never),
})

/** A column that may be there, under its label or one of its other names. */
export const wanted = (name: string, label: string, ...also: string[]): WantedColumn => ({ name, label, also, required: false })

/** A column that must be there. */
export const must = (name: string, label: string, ...also: string[]): WantedColumn => ({
  ...wanted(name, label, ...also),
  required: true,
})

/** What files call an email address, and a phone number. */
export const EMAIL_COLUMNS = ['email', 'e-mail', 'mail', 'mail address', 'e-mail address', 'email contact']
export const PHONE_COLUMNS = [
  ...[
    'phone number',
    'phone numbers',
    'phone no',
    'telephone',
    'telephone number',
    'telephone no',
    'tel',
    'tel no',
    'contact number',
  ],
  ...['mobile', 'mobile number', 'mobile phone', 'mob', 'landline', 'home phone'],
]

/** Words that may be left out: an empty cell gives ''. */
export const wordsCell = (longest = 200) => optional(textCell(longest)).transform((text) => text ?? '')

/** The first row of each key, and how many rows said the same again. */
export const firstOfEach = <Row>(rows: readonly Row[], key: (row: Row) => string): { first: Row[]; again: number } => {
  const first = new Map<string, Row>()
  for (const row of rows) if (!first.has(key(row))) first.set(key(row), row)
  return { first: [...first.values()], again: rows.length - first.size }
}

/** A reason for rows passed over, when there were any. */
export const leftOutOf = (reason: string, count: number): Record<string, number> => (count > 0 ? { [reason]: count } : {})
