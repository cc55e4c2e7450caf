import { readSheet } from 'read-excel-file/universal'
import type { Table, TableLimits } from './table'
import { TableError } from './table-error'
import { type RawRow, tableOf } from './table-rows'
import { checkUnpackedSize } from './unpacked-size'

type XlsxSource = {
  bytes: Buffer
  limits: TableLimits
  sheet?: string | number | undefined
  columns?: readonly string[] | undefined
}

/** One sheet of an Excel workbook as a table; the first unless `sheet` (its name, or its place from 1) is given. */
export const xlsxTable = async ({ bytes, limits, sheet, columns }: XlsxSource): Promise<Table> => {
  await checkUnpackedSize(bytes, limits.unpackedBytes)
  const grid = await gridOf(bytes, sheet)
  return { ...(await tableOf(rawRows(grid), limits, columns)), kind: 'xlsx' }
}

/** A number as a person would write it: without the tail that binary arithmetic leaves, and never with an exponent. */
export const plainNumber = (text: string): string => {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) return text
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value)
  const rounded = Number(value.toPrecision(15))
  return rounded.toLocaleString('en-GB', { useGrouping: false, maximumFractionDigits: 15, maximumSignificantDigits: 15 })
}

/** A date cell as `YYYY-MM-DD`; with its time when it has one; a time of day alone as `HH:MM`. */
export const plainMoment = (moment: Date): string => {
  const rounded = new Date(Math.round(moment.getTime() / 1000) * 1000).toISOString()
  const time = rounded.slice(11, 16)
  // Excel keeps a time of day as a moment on its day zero.
  if (rounded < '1900-01-01') return time
  return time === '00:00' ? rounded.slice(0, 10) : `${rounded.slice(0, 10)}T${time}`
}

const gridOf = async (bytes: Buffer, sheet: string | number | undefined): Promise<unknown[][]> => {
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  try {
    return await readSheet<string>(copy, sheet ?? 1, { parseNumber: plainNumber })
  } catch (error) {
    throw inPlainWords(error, sheet)
  }
}

async function* rawRows(grid: unknown[][]): AsyncGenerator<RawRow> {
  for (const [index, row] of grid.entries()) yield { line: index + 1, values: row.map(textOf) }
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return plainMoment(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

const inPlainWords = (error: unknown, sheet: string | number | undefined): TableError => {
  if (error instanceof Error && error.name === 'SheetNotFoundError') {
    return new TableError('no-such-sheet', `This workbook has no sheet “${sheet}”. Check the name of the sheet.`, {
      cause: error,
    })
  }
  return new TableError('damaged', 'We can’t read this spreadsheet. Open it, save it again as XLSX or CSV, and try again.', {
    cause: error,
  })
}
