import { allBytes, type ByteSource, peek } from './byte-source'
import { csvTable } from './csv-table'
import { geojsonTable } from './geojson-table'
import { sniff } from './sniff'
import { TABLE_LIMITS, type Table, type TableLimits } from './table'
import { xlsxTable } from './xlsx-table'

/** `columns` names the columns of a file without a heading row; `sheet` is for XLSX: its name, or its place from 1. */
export type OpenTableOptions = {
  filename: string
  sheet?: string | number
  columns?: readonly string[]
  limits?: Partial<TableLimits>
}

const HEAD_BYTES = 65_536

/** Opens a CSV, XLSX or GeoJSON file, told apart by content. Throws a `TableError` in plain English for anything else. */
export const openTable = async (source: ByteSource, options: OpenTableOptions): Promise<Table> => {
  const limits = { ...TABLE_LIMITS, ...options.limits }
  const { head, chunks } = await peek(source, HEAD_BYTES)
  try {
    const found = sniff(head, options.filename)
    const { columns, sheet } = options
    if (found.kind === 'csv')
      return await csvTable({ head, chunks, encoding: found.encoding, limits, ...(columns && { columns }) })
    const bytes = await allBytes(chunks, limits.fileBytes)
    if (found.kind === 'xlsx') return await xlsxTable({ bytes, limits, sheet, columns })
    return await geojsonTable({ bytes, encoding: found.encoding, limits })
  } catch (error) {
    await close(chunks)
    throw error
  }
}

// A generator that was never started skips its `finally`, so it is started before it is closed.
const close = async (chunks: AsyncGenerator<Buffer>): Promise<void> => {
  await chunks.next().catch(() => undefined)
  await chunks.return(undefined).catch(() => undefined)
}
