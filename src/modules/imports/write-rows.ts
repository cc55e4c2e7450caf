import { sql } from 'kysely'
import type { Work } from '#platform/command'
import { constraintOf } from '#platform/faults'
import type { AnyImporter, ImportedRows, ImportRow } from '#platform/importer'
import { writeJournal } from '#platform/journal'

/** What a row holds that the database will not take (SQLSTATE classes 22 and 23): the row's fault, not the program's. */
const isRowFault = (error: unknown): boolean => /^2[23]/.test(String((error as { code?: unknown } | null)?.code ?? ''))

const both = (one: ImportedRows, other: ImportedRows): ImportedRows => {
  const leftOut = { ...one.leftOut }
  for (const [reason, count] of Object.entries(other.leftOut ?? {})) leftOut[reason] = (leftOut[reason] ?? 0) + count
  return {
    written: one.written + other.written,
    problems: [...(one.problems ?? []), ...(other.problems ?? [])],
    leftOut,
  }
}

const writeOnce = async (work: Work, importer: AnyImporter, rows: readonly ImportRow<unknown>[]): Promise<ImportedRows> => {
  const written = await importer.write(work, rows)
  await writeJournal(work.tx, { ...work, requestId: work.ctx.requestId }, written.happened ?? [])
  return written
}

/**
 * Writes one batch and its events. When the database refuses a row, the batch is taken back and written in halves, so that
 * the one row that cannot be saved is named and the others are saved.
 */
export const writeRows = async (
  work: Work,
  importer: AnyImporter,
  rows: readonly ImportRow<unknown>[],
): Promise<ImportedRows> => {
  const [first] = rows
  if (!first) return { written: 0 }
  await sql`savepoint before_rows`.execute(work.tx)
  try {
    const written = await writeOnce(work, importer, rows)
    await sql`release savepoint before_rows`.execute(work.tx)
    return written
  } catch (error) {
    if (!isRowFault(error)) throw error
    await sql`rollback to savepoint before_rows`.execute(work.tx)
    await sql`release savepoint before_rows`.execute(work.tx)
    if (rows.length === 1) {
      const message = importer.reasons?.[constraintOf(error) ?? ''] ?? 'Something in this row cannot be saved. Check each cell.'
      return { written: 0, problems: [{ line: first.line, message }] }
    }
    const half = Math.ceil(rows.length / 2)
    const one = await writeRows(work, importer, rows.slice(0, half))
    return both(one, await writeRows(work, importer, rows.slice(half)))
  }
}

/**
 * A long transaction fills tables whose statistics still say "empty", and a plan made for an empty table reads all of it for
 * each row: indexes are asked for while rows are written, and left to the planner again for the work over whole tables.
 */
export const preferIndexes = async ({ tx }: Work, prefer: boolean): Promise<void> => {
  await sql`set local enable_seqscan = ${sql.raw(prefer ? 'off' : 'on')}`.execute(tx)
}
