import { type Ctx, command } from '#platform/command'
import { newId } from '#platform/ids'
import type { AnyImporter } from '#platform/importer'
import { done, refuse } from '#platform/outcome'
import type { ColumnMapping } from '#platform/tabular/index'
import { importMoves } from './import.moves'
import type { ImportMode } from './tally'

export interface NewRun {
  readonly filename: string
  /** The bytes of the file, or null when it is read from where it is. */
  readonly content: Buffer | null
  readonly columns?: readonly string[]
  readonly mapping?: ColumnMapping
  readonly mode?: ImportMode
}

/** A run for a file: waiting for its columns to be confirmed when it was sent, ready to go when it is read where it is. */
export const openRun = (ctx: Ctx, importer: AnyImporter, input: NewRun) =>
  command(importer.action, async ({ tx, allianceId, actor, at }, { filename, content, columns, mapping, mode }: NewRun) => {
    const id = newId(at)
    await tx
      .insertInto('import_run')
      .values({
        alliance_id: allianceId,
        id,
        kind: importer.kind,
        filename,
        content,
        status: content ? 'uploaded' : 'waiting',
        columns: [...(columns ?? [])],
        mapping: JSON.stringify(mapping ?? []),
        mode: mode ?? 'all',
        account_id: actor.accountId,
        created_at: at,
      })
      .execute()
    return done(id)
  })(ctx, input)

export interface StartRun {
  readonly runId: string
  readonly mapping: ColumnMapping
  readonly mode: ImportMode
}

/** The columns are confirmed: the run joins the queue, in the same transaction. Refuses `moved-on` when it was started before. */
export const startRun = (ctx: Ctx, importer: AnyImporter, input: StartRun) =>
  command(importer.action, async ({ tx, allianceId, queue }, { runId, mapping, mode }: StartRun) => {
    const { from, to } = importMoves.start
    const started = await tx
      .updateTable('import_run')
      .set({ status: to, mapping: JSON.stringify(mapping), mode })
      .where('alliance_id', '=', allianceId)
      .where('id', '=', runId)
      .where('status', 'in', from)
      .returning('id')
      .executeTakeFirst()
    if (!started) return refuse('moved-on')
    await queue('import-run', { importRunId: runId }, { key: `import ${runId}` })
    return done(runId)
  })(ctx, input)

/** After "nothing was brought in": the same file's good rows. Refuses `file-gone` when the file is no longer here. */
export const startGoodRows = (ctx: Ctx, importer: AnyImporter, runId: string) =>
  command(importer.action, async ({ tx, allianceId, queue }, id: string) => {
    const { from, to } = importMoves.takeGood
    const started = await tx
      .updateTable('import_run')
      .set({ status: to, mode: 'good', failure: null, finished_at: null, rows_read: 0, rows_bad: 0, left_out: '{}' })
      .where('alliance_id', '=', allianceId)
      .where('id', '=', id)
      .where('status', 'in', from)
      .where('content', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    if (!started) return refuse('file-gone', 'This file is no longer here. Send it again')
    await queue('import-run', { importRunId: id }, { key: `import ${id}` })
    return done(id)
  })(ctx, runId)

/** Takes a waiting run up. Refuses `moved-on` when it is finished; one that died half way is taken up again. */
export const takeRun = (ctx: Ctx, importer: AnyImporter, runId: string) =>
  command(importer.action, async ({ tx, allianceId }, id: string) => {
    const { from, to } = importMoves.run
    const taken = await tx
      .updateTable('import_run')
      .set({ status: to })
      .where('alliance_id', '=', allianceId)
      .where('id', '=', id)
      .where('status', 'in', from)
      .returning(['id', 'content'])
      .executeTakeFirst()
    return taken ? done(taken) : refuse('moved-on')
  })(ctx, runId)
