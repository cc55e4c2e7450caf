import type { Readable } from 'node:stream'
import type { Ctx } from '#platform/command'
import { type BadRow, badRowsCsv } from '#platform/tabular/index'

/** Keeps rows that need putting right, in a transaction of their own: they stay when everything else is taken back. */
export const keepBadRows = async ({ db, allianceId }: Ctx, runId: string, rows: readonly BadRow[]): Promise<void> => {
  if (rows.length === 0) return
  const values = rows.map(({ line, cells, problems }) => ({
    alliance_id: allianceId,
    import_run_id: runId,
    line,
    cells: JSON.stringify(cells),
    problems: JSON.stringify(problems),
  }))
  await db.transaction({ allianceId }, (tx) =>
    tx
      .insertInto('import_bad_row')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
}

/** Forgets what an earlier try of this run found. */
export const dropBadRows = async ({ db, allianceId }: Ctx, runId: string): Promise<void> => {
  await db.transaction({ allianceId }, (tx) =>
    tx.deleteFrom('import_bad_row').where('alliance_id', '=', allianceId).where('import_run_id', '=', runId).execute(),
  )
}

/** The bad rows of a run in the order of the file, some at a time. */
export const readBadRows = ({ db, allianceId }: Ctx, runId: string, after = 0, size = 1000): Promise<BadRow[]> =>
  db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const rows = await tx
      .selectFrom('import_bad_row')
      .select(['line', 'cells', 'problems'])
      .where('alliance_id', '=', allianceId)
      .where('import_run_id', '=', runId)
      .where('line', '>', after)
      .orderBy('line')
      .limit(size)
      .execute()
    return rows.map(({ line, cells, problems }) => ({
      line,
      ok: false,
      cells: cells as BadRow['cells'],
      problems: problems as unknown as BadRow['problems'],
    }))
  })

async function* allBadRows(ctx: Ctx, runId: string): AsyncGenerator<BadRow> {
  let after = 0
  for (;;) {
    const rows = await readBadRows(ctx, runId, after)
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.line
  }
}

/** The rows of a run to put right, as the file they came in, with what to put right beside each. */
export const badRowsFile = (ctx: Ctx, run: { readonly id: string; readonly columns: readonly string[] }): Readable =>
  badRowsCsv(run.columns, allBadRows(ctx, run.id))
