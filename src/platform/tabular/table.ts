export type TableKind = 'csv' | 'xlsx' | 'geojson'
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** `line` is where the row starts in the file, counting from 1; `ragged` says what is wrong when its cells don't fit the columns. */
export type TableRow = { line: number; cells: Record<string, string>; ragged?: string }

/** `encoding` is what the start of the file shows; `rows` can be read once, and throws a `TableError` on what only shows later. */
export type Table = { columns: string[]; rows: AsyncIterable<TableRow>; kind: TableKind; encoding?: TextEncoding }

export type TableLimits = { columns: number; rows: number; cellLength: number; fileBytes: number; unpackedBytes: number }

/** `fileBytes` and `unpackedBytes` bind XLSX and GeoJSON, which are held in memory; CSV is streamed and may be of any size. */
export const TABLE_LIMITS: TableLimits = {
  columns: 200,
  rows: 1_000_000,
  cellLength: 100_000,
  fileBytes: 50 * 1024 ** 2,
  unpackedBytes: 200 * 1024 ** 2,
}
