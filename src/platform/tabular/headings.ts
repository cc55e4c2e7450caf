import type { TableLimits } from './table'
import { TableError } from './table-error'

/** The column that `badRowsCsv` adds; a corrected file may bring it back, and it is left out then. */
export const REMARK_COLUMN = 'What to put right'

const LOOKS_LIKE_CONTENT = [
  /^-?[\d.,]+$/,
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/,
  /^[A-Z]\d{8}$/,
  /^[^@\s]+@[^@\s]+\.\w+$/,
  /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/i,
]

/** The names of the columns from the first row, trimmed. Throws a `TableError` when one is missing or there twice. */
export const checkHeadings = (cells: readonly string[], limits: TableLimits): string[] => {
  const columns = withoutBlankEnd(cells.map((cell) => cell.trim().replace(/\s+/g, ' ')))
  if (columns.length > limits.columns) {
    throw new TableError('too-many-columns', `This file has ${columns.length} columns. We can read up to ${limits.columns}.`)
  }
  if (columns.filter(isContent).length * 2 >= columns.filter((column) => column !== '').length) {
    throw new TableError(
      'missing-heading',
      `The first row looks like details, not headings: “${columns.slice(0, 3).join('”, “')}”. Put headings in the first row.`,
    )
  }
  const blank = columns.indexOf('')
  if (blank >= 0)
    throw new TableError(
      'missing-heading',
      `Column ${columnLetter(blank)} has no heading. Put a heading in the first row of every column.`,
    )
  refuseTwins(columns)
  return columns
}

const isContent = (cell: string): boolean => LOOKS_LIKE_CONTENT.some((pattern) => pattern.test(cell))

const refuseTwins = (columns: readonly string[]): void => {
  const seen = new Set<string>()
  for (const column of columns) {
    const key = column.toLowerCase()
    if (seen.has(key))
      throw new TableError('duplicate-heading', `Two columns are called “${column}”. Give each column its own heading.`)
    seen.add(key)
  }
}

const withoutBlankEnd = (cells: string[]): string[] => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)

const columnLetter = (index: number): string =>
  (index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
