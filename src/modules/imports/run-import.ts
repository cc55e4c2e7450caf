import { type Ctx, command } from '#platform/command'
import type { AnyImporter } from '#platform/importer'
import { done, type Outcome, type Refusal } from '#platform/outcome'
import { TableError } from '#platform/tabular/index'
import { failRun, noteProgress } from './close-run'
import { importFile, type OnProgress } from './import-file'
import type { FileSource } from './open-file'
import { freshTally, type ImportPlan, ROWS_TO_PUT_RIGHT, type Tally } from './tally'

type Ran = { readonly outcome: Outcome<Tally>; readonly tally: Tally }

const fail = (ctx: Ctx, importer: AnyImporter, runId: string, tally: Tally, { code, says }: Refusal) =>
  command(importer.action, async (work, _input: null) => {
    await failRun(work, runId, tally, { says, keepFile: code === ROWS_TO_PUT_RIGHT })
    return done(null)
  })({ ...ctx, submission: undefined }, null)

const attempt = async (
  ctx: Ctx,
  importer: AnyImporter,
  source: FileSource,
  plan: ImportPlan,
  onProgress: OnProgress,
): Promise<Ran> => {
  try {
    return await importFile(ctx, importer, source, plan, onProgress)
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    return { outcome: { ok: false, code: error.problem, status: 422, says: error.message }, tally: freshTally() }
  }
}

/**
 * Brings a taken run's file in, keeping its progress where the screen reads it, and closes the run with what came of it.
 * What is wrong with the file is an outcome; a fault of ours is thrown on and leaves the run to be taken up again.
 */
export const runImport = async (
  ctx: Ctx,
  importer: AnyImporter,
  source: FileSource,
  plan: ImportPlan,
  tell: OnProgress = () => {},
): Promise<Ran> => {
  const note = command(importer.action, async (work, tally: Tally) => {
    await noteProgress(work, plan.runId, tally)
    return done(null)
  })
  const ran = await attempt(ctx, importer, source, plan, async (tally) => {
    await note({ ...ctx, submission: undefined }, tally)
    await tell(tally)
  })
  if (ran.outcome.ok) return ran
  // Nothing was kept of what was written before the bad row was met.
  const kept = plan.mode === 'all' ? { ...ran.tally, written: 0 } : ran.tally
  await fail(ctx, importer, plan.runId, kept, ran.outcome)
  return { ...ran, tally: kept }
}
