import type { z } from 'zod'
import type { TableRow } from './table'

export type RowProblem = { column: string; message: string }
export type BadRow = { line: number; ok: false; cells: Record<string, string>; problems: RowProblem[] }
export type ReadRow<Row> = { line: number; ok: true; row: Row } | BadRow
export type ColumnMapping = readonly { name: string; column: string | null }[]

/**
 * Each row through the schema, keyed by the wanted names; a name with no column reads as an empty cell.
 * A problem names the file's own column ('' when it is about the whole row).
 */
export async function* readRows<Schema extends z.ZodType>(
  rows: AsyncIterable<TableRow>,
  mapping: ColumnMapping,
  schema: Schema,
): AsyncGenerator<ReadRow<z.output<Schema>>> {
  for await (const { line, cells, ragged } of rows) {
    if (ragged) {
      yield { line, ok: false, cells, problems: [{ column: '', message: ragged }] }
      continue
    }
    const input = Object.fromEntries(mapping.map(({ name, column }) => [name, column === null ? '' : (cells[column] ?? '')]))
    const read = schema.safeParse(input)
    if (read.success) yield { line, ok: true, row: read.data }
    else yield { line, ok: false, cells, problems: problemsOf(read.error, mapping) }
  }
}

const problemsOf = (error: z.ZodError, mapping: ColumnMapping): RowProblem[] =>
  error.issues.map(({ path, message }) => {
    const name = String(path[0] ?? '')
    return { column: mapping.find((match) => match.name === name)?.column ?? name, message }
  })
