import type { Work } from '#platform/command'
import type { AnyImporter } from '#platform/importer'
import type { JournalEntry } from '#platform/journal'
import { importMoves } from './import.moves'
import type { ImportPlan, Tally } from './tally'

const columnsOf = (tally: Tally) => ({
  columns: [...tally.columns],
  rows_read: tally.read,
  rows_written: tally.written,
  rows_bad: tally.bad,
  left_out: JSON.stringify(tally.leftOut),
})

/** Marks a run as done, in the transaction that wrote its last rows, and gives its line for the journal. The file is let go. */
export const closeRun = async (
  { tx, allianceId, at }: Work,
  importer: AnyImporter,
  { runId, filename }: ImportPlan,
  tally: Tally,
): Promise<JournalEntry> => {
  const { from, to } = importMoves.finish
  await tx
    .updateTable('import_run')
    .set({ status: to, content: null, finished_at: at, ...columnsOf(tally) })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', runId)
    .where('status', 'in', from)
    .executeTakeFirstOrThrow()
  const { read, written, bad, leftOut } = tally
  return { action: importer.action, about: { type: 'import', id: runId }, detail: { filename, read, written, bad, leftOut } }
}

interface Failure {
  readonly says: string
  /** Whether its good rows may still be asked for: then the file stays, for a day at most. */
  readonly keepFile: boolean
}

/** Marks a run as one that brought nothing more in, with the reason in plain words. */
export const failRun = async ({ tx, allianceId, at }: Work, runId: string, tally: Tally, failure: Failure): Promise<void> => {
  const { from, to } = importMoves.fail
  await tx
    .updateTable('import_run')
    .set({ status: to, failure: failure.says, finished_at: at, ...columnsOf(tally), ...(!failure.keepFile && { content: null }) })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', runId)
    .where('status', 'in', from)
    .execute()
}

/** Says how far a run is. */
export const noteProgress = async ({ tx, allianceId }: Work, runId: string, tally: Tally): Promise<void> => {
  await tx.updateTable('import_run').set(columnsOf(tally)).where('alliance_id', '=', allianceId).where('id', '=', runId).execute()
}
