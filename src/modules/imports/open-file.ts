import type { AnyImporter } from '#platform/importer'
import {
  type ByteSource,
  type ColumnMapping,
  matchColumns,
  openTable,
  spareColumns,
  type Table,
  TableError,
  type TableRow,
} from '#platform/tabular/index'

/** A file that can be read again from its start: its path, or its bytes. */
export type FileSource = Exclude<ByteSource, NodeJS.ReadableStream>

const NO_HEADINGS: readonly string[] = ['missing-heading', 'duplicate-heading']

/** Opens a file for one importer. One without headings gets the columns the importer knows for it. Throws TableError. */
export const openFile = async (importer: AnyImporter, source: FileSource, filename: string): Promise<Table> => {
  try {
    return await openTable(source, { filename })
  } catch (error) {
    if (!importer.headerless || !(error instanceof TableError) || !NO_HEADINGS.includes(error.problem)) throw error
    return openTable(source, { filename, columns: importer.headerless })
  }
}

/** The columns we are sure of; a near spelling is left to a person to confirm. */
export const sureMapping = (importer: AnyImporter, columns: readonly string[]): ColumnMapping =>
  matchColumns(columns, importer.columns).map(({ name, column, sure }) => ({ name, column: sure ? column : null }))

/** A mapping with every wanted column in it, and none that this file does not have. */
export const wholeMapping = (importer: AnyImporter, columns: readonly string[], given: ColumnMapping): ColumnMapping =>
  importer.columns.map(({ name }) => {
    const column = given.find((match) => match.name === name)?.column ?? null
    return { name, column: column !== null && columns.includes(column) ? column : null }
  })

/** The wanted columns that must be there and are not, by their labels. */
export const missingColumns = (importer: AnyImporter, mapping: ColumnMapping): string[] =>
  importer.columns
    .filter(({ name, required }) => required && !mapping.some((match) => match.name === name && match.column !== null))
    .map(({ label }) => label)

const PART_OF_NAME = /^(fore|first|given|middle|sur|last|family)[\s_-]?names?$/i

/** What to do about a name kept in pieces: we do not join them, since only its owner knows which goes first. */
export const nameAdvice = (columns: readonly string[], missing: readonly string[]): string => {
  const parts = columns.filter((column) => PART_OF_NAME.test(column.trim()))
  if (parts.length < 2 || !missing.includes('Name')) return ''
  return `The file has names in parts: ${parts.join(', ')}. Put them together in one column called Name, and send it again.`
}

/** How a file will be read: as someone said, or else by the columns we are sure of. */
export const mappingFor = (importer: AnyImporter, columns: readonly string[], given: ColumnMapping | undefined): ColumnMapping =>
  given ? wholeMapping(importer, columns, given) : sureMapping(importer, columns)

/** The columns of a file that will not be used. Throws TableError. */
export const unusedColumns = async (
  importer: AnyImporter,
  source: FileSource,
  { filename, mapping }: { readonly filename: string; readonly mapping?: ColumnMapping | undefined },
): Promise<string[]> => {
  const table = await openFile(importer, source, filename)
  await table.rows[Symbol.asyncIterator]().return?.(undefined)
  return spareColumns(table.columns, mappingFor(importer, table.columns, mapping))
}

/** Throws a TableError when the file does not hold what this kind of import cannot do without. */
export const assertColumns = (importer: AnyImporter, columns: readonly string[], mapping: ColumnMapping): void => {
  const missing = missingColumns(importer, mapping)
  if (missing.length === 0) return
  const advice = nameAdvice(columns, missing)
  throw new TableError('wrong-columns', [`We found no column for: ${missing.join(', ')}.`, advice].filter(Boolean).join(' '))
}

/** Rows a batch at a time. */
export async function* inBatches(rows: AsyncIterable<TableRow>, size: number): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** The same items, the next one being made while this one is used: rows are read while the database writes those before. */
export async function* oneAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let coming = items.next()
  try {
    for (let now = await coming; !now.done; now = await coming) {
      coming = items.next()
      // Its failure is met when it is its turn, not before.
      coming.catch(() => {})
      yield now.value
    }
  } finally {
    await items.return(undefined)
  }
}
