import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { REMARK_COLUMN } from './headings'
import type { BadRow } from './read-rows'

export type CellValue = string | number | boolean | Date | null | undefined
/** `key` is the field of the row, `label` the heading. */
export type OutColumn = { key: string; label: string }
type Rows<Row> = Iterable<Row> | AsyncIterable<Row>

/**
 * Rows as CSV, streamed: UTF-8 with a byte order mark, so that Excel shows accents. Text that a spreadsheet would run is written with ' before it;
 * a phone number gets its spaces, so that it stays text and keeps its + or 0.
 */
export const csvOf = <Row extends Record<string, CellValue>>(columns: readonly OutColumn[], rows: Rows<Row>): Readable => {
  const csv = stringify({ bom: true, record_delimiter: 'windows', quote_record_delimiter: true })
  pipeline(Readable.from(lines(columns, rows)), csv, () => undefined)
  return csv
}

/** The bad rows as CSV: their own columns as they were, and what to put right. Corrected, it can be imported as it is. */
export const badRowsCsv = (columns: readonly string[], bad: Rows<BadRow>): Readable =>
  csvOf(
    [...columns.map((column) => ({ key: `cell ${column}`, label: column })), { key: 'remark', label: REMARK_COLUMN }],
    remarked(columns, bad),
  )

async function* lines<Row extends Record<string, CellValue>>(
  columns: readonly OutColumn[],
  rows: Rows<Row>,
): AsyncGenerator<string[]> {
  yield columns.map((column) => safeText(column.label))
  for await (const row of rows) yield columns.map((column) => written(row[column.key]))
}

async function* remarked(columns: readonly string[], bad: Rows<BadRow>): AsyncGenerator<Record<string, string>> {
  for await (const { line, cells, problems } of bad) {
    const remark = problems.map(({ column, message }) => (column ? `${column}: ${message}` : message)).join('. ')
    const values = columns.map((column) => [`cell ${column}`, cells[column] ?? ''] as const)
    yield { ...Object.fromEntries(values), remark: `Line ${line}. ${remark}` }
  }
}

const written = (value: CellValue): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? String(value) : safeText(value)
}

const safeText = (text: string): string => {
  if (/^-\d+(\.\d+)?$/.test(text)) return text
  if (/^(\+|0)\d{9,14}$/.test(text)) return spacedPhone(text)
  // The wide forms of these signs (U+FF1D and the like) run as formulas in some spreadsheets too.
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
}

const spacedPhone = (text: string): string => {
  // Mobile numbers are most of a list, and all spaced alike: the library takes forty times as long.
  const mobile = /^(\+44|0)(7\d{3})(\d{6})$/.exec(text)
  if (mobile) return `${mobile[1] === '0' ? '0' : '+44 '}${mobile[2]} ${mobile[3]}`
  const phone = parsePhoneNumberFromString(text, 'GB')
  const spaced = text.startsWith('+') ? phone?.formatInternational() : phone?.formatNational()
  if (spaced?.includes(' ') && /^[\d+() -]+$/.test(spaced)) return spaced
  return text.startsWith('+') ? `'${text}` : text
}
