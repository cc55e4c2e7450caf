import type { AnyImporter } from '#platform/importer'
import { type ColumnMapping, readRows, spareColumns, type Table, type TableRow } from '#platform/tabular/index'
import { type FileSource, missingColumns, nameAdvice, openFile, wholeMapping } from './open-file'

/** Rows looked at before a person says go: enough to find what is wrong, few enough to be quick. */
const LOOKED_AT = 5000
const SHOWN = 5
const REASONS = 10

export interface Checked {
  readonly columns: readonly string[]
  /** The first rows as the file has them. */
  readonly rows: readonly TableRow[]
  readonly looked: number
  readonly good: number
  readonly bad: number
  /** Whether the file goes on after the rows looked at. */
  readonly more: boolean
  /** The first things to put right. */
  readonly problems: readonly { readonly line: number; readonly message: string }[]
  /** Labels of columns that must be there and are not. */
  readonly missing: readonly string[]
  /** What to do about a name kept in pieces, or ''. */
  readonly advice: string
  /** The file's columns that will not be used. */
  readonly unused: readonly string[]
}

const someOf = async (table: Table): Promise<{ rows: TableRow[]; more: boolean }> => {
  const rows: TableRow[] = []
  for await (const row of table.rows) {
    if (rows.length === LOOKED_AT) return { rows, more: true }
    rows.push(row)
  }
  return { rows, more: false }
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}

/** Looks through the start of a file without writing anything. Throws TableError. */
export const checkFile = async (
  importer: AnyImporter,
  source: FileSource,
  filename: string,
  given: ColumnMapping,
): Promise<Checked> => {
  const table = await openFile(importer, source, filename)
  const mapping = wholeMapping(importer, table.columns, given)
  const { rows, more } = await someOf(table)
  const problems: { line: number; message: string }[] = []
  let bad = 0
  for await (const read of readRows(each(rows), mapping, importer.schema)) {
    if (read.ok) continue
    bad += 1
    const message = read.problems.map(({ column, message }) => (column ? `${column} ${message}` : message)).join('. ')
    if (problems.length < REASONS) problems.push({ line: read.line, message })
  }
  const missing = missingColumns(importer, mapping)
  return {
    columns: table.columns,
    rows: rows.slice(0, SHOWN),
    looked: rows.length,
    good: rows.length - bad,
    bad,
    more,
    problems,
    missing,
    advice: nameAdvice(table.columns, missing),
    unused: spareColumns(table.columns, mapping),
  }
}
