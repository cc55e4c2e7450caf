import type { SheetData } from 'write-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import type { CellValue, OutColumn } from './write-csv'

/** Rows as an Excel workbook of one sheet. It is made in memory: for more than about 50,000 rows use `csvOf`. Text is text, never a formula. */
export const xlsxOf = async <Row extends Record<string, CellValue>>(
  columns: readonly OutColumn[],
  rows: Iterable<Row> | AsyncIterable<Row>,
  sheet = 'Sheet1',
): Promise<Buffer> => {
  const grid: SheetData = [columns.map((column) => ({ value: withoutControls(column.label), type: String, fontWeight: 'bold' }))]
  for await (const row of rows) grid.push(columns.map((column) => cellOf(row[column.key])))
  return writeXlsxFile(grid, { sheet: sheetName(sheet), stickyRowsCount: 1 }).toBuffer()
}

const cellOf = (value: CellValue): SheetData[number][number] => {
  if (value === null || value === undefined || value === '') return null
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' }
  if (typeof value === 'number') return { value, type: Number }
  if (typeof value === 'boolean') return { value: value ? 'yes' : 'no', type: String }
  return { value: withoutControls(value), type: String }
}

// XML can't hold these, and one of them makes the whole workbook unreadable. Excel takes 32,767 characters in a cell.
const withoutControls = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters to leave out
  text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').slice(0, 32_767)

// Excel's rules for the name of a sheet.
const sheetName = (name: string): string =>
  name
    .replace(/[\\/*?:[\]]/g, ' ')
    .slice(0, 31)
    .trim() || 'Sheet1'
