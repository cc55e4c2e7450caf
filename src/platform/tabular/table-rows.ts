import { checkHeadings, REMARK_COLUMN } from './headings'
import type { Table, TableLimits, TableRow } from './table'
import { TableError } from './table-error'

export type RawRow = { line: number; values: readonly string[] }

/** Columns and rows out of raw rows: the first row gives the headings unless `columns` are given. Rows with nothing in them are passed over. */
export const tableOf = async (
  raw: AsyncIterable<RawRow>,
  limits: TableLimits,
  given?: readonly string[],
): Promise<Pick<Table, 'columns' | 'rows'>> => {
  const iterator = skipBlank(raw)
  try {
    const columns = given ? [...given] : await headingsFrom(iterator, limits)
    const first = await iterator.next()
    if (first.done)
      throw new TableError(
        given ? 'empty' : 'only-headings',
        given ? 'This file is empty.' : 'This file has headings but no rows under them.',
      )
    if (given) refuseWrongCount(first.value, columns)
    return {
      columns: columns.filter((column) => column !== REMARK_COLUMN),
      rows: rowsFrom(first.value, iterator, columns, limits),
    }
  } catch (error) {
    await iterator.return(undefined)
    throw error
  }
}

const headingsFrom = async (rows: AsyncGenerator<RawRow>, limits: TableLimits): Promise<string[]> => {
  const next = await rows.next()
  if (next.done) throw new TableError('empty', 'This file is empty.')
  return checkHeadings(next.value.values, limits)
}

const refuseWrongCount = (row: RawRow, columns: readonly string[]): void => {
  if (row.values.length === columns.length) return
  throw new TableError(
    'wrong-columns',
    `This file has ${row.values.length} columns where we look for ${columns.length}: ${columns.join(', ')}.`,
  )
}

async function* skipBlank(rows: AsyncIterable<RawRow>): AsyncGenerator<RawRow, undefined> {
  for await (const row of rows) if (row.values.some((value) => value.trim() !== '')) yield row
  return undefined
}

async function* rowsFrom(
  first: RawRow,
  rest: AsyncGenerator<RawRow>,
  columns: string[],
  limits: TableLimits,
): AsyncGenerator<TableRow> {
  let count = 1
  try {
    yield rowOf(first, columns)
    for await (const row of rest) {
      if (++count > limits.rows) {
        throw new TableError(
          'too-many-rows',
          `This file has more than ${limits.rows.toLocaleString('en-GB')} rows. Split it into smaller files.`,
        )
      }
      yield rowOf(row, columns)
    }
  } finally {
    await rest.return(undefined)
  }
}

const rowOf = ({ line, values }: RawRow, columns: readonly string[]): TableRow => {
  // Made from entries, so that a column called __proto__ is only a column.
  const cells = Object.fromEntries(columns.map((column, index) => [column, (values[index] ?? '').trim()]))
  delete cells[REMARK_COLUMN]
  const extra = values.slice(columns.length).filter((value) => value.trim() !== '')
  return values.length >= columns.length && extra.length === 0
    ? { line, cells }
    : { line, cells, ragged: misfit(values, columns, extra) }
}

// What did not fit is said in full, so that the file of bad rows loses nothing.
const misfit = (values: readonly string[], columns: readonly string[], extra: readonly string[]): string => {
  const left = extra.length > 0 ? ` No column for: “${extra.join('”, “')}”.` : ''
  return `This row has ${values.length} cells but there are ${columns.length} columns.${left} Check the commas and quotation marks in it.`
}
