import { type Ctx, command, type Work } from '#platform/command'
import type { AnyImporter, ImportProblem, ImportRow } from '#platform/importer'
import { done, type Outcome, refuse } from '#platform/outcome'
import { type BadRow, readRows, type TableRow } from '#platform/tabular/index'
import { dropBadRows, keepBadRows } from './bad-rows'
import { closeRun } from './close-run'
import { assertColumns, type FileSource, inBatches, mappingFor, oneAhead, openFile } from './open-file'
import { addLeftOut, freshTally, type ImportPlan, ROWS_TO_PUT_RIGHT, type Tally } from './tally'
import { preferIndexes, writeRows } from './write-rows'

/** Rows in one batch: large enough for speed, small enough for one statement's 65,535 values. */
const BATCH = 500
const PROGRESS_MS = 1000

export type OnProgress = (tally: Tally) => Promise<void> | void

interface Batch {
  readonly raw: readonly TableRow[]
  readonly good: readonly ImportRow<unknown>[]
  readonly bad: readonly BadRow[]
}

async function* once<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}

async function* batchesOf(importer: AnyImporter, source: FileSource, plan: ImportPlan, tally: Tally): AsyncGenerator<Batch> {
  const table = await openFile(importer, source, plan.filename)
  const mapping = mappingFor(importer, table.columns, plan.mapping)
  assertColumns(importer, table.columns, mapping)
  tally.columns = table.columns
  for await (const raw of inBatches(table.rows, BATCH)) {
    const good: ImportRow<unknown>[] = []
    const bad: BadRow[] = []
    for await (const read of readRows(once(raw), mapping, importer.schema)) {
      if (read.ok) good.push({ line: read.line, row: read.row })
      else bad.push(read)
    }
    yield { raw, good, bad }
  }
}

const asBadRows = (raw: readonly TableRow[], problems: readonly ImportProblem[]): BadRow[] => {
  const byLine = new Map(raw.map((row) => [row.line, row.cells]))
  return problems.map(({ line, message }) => ({
    line,
    ok: false,
    cells: byLine.get(line) ?? {},
    problems: [{ column: '', message }],
  }))
}

const writeBatch = async (work: Work, importer: AnyImporter, { raw, good, bad }: Batch, runId: string, tally: Tally) => {
  const { written, problems = [], leftOut } = await writeRows(work, importer, good)
  await keepBadRows(work.ctx, runId, [...bad, ...asBadRows(raw, problems)])
  tally.read += raw.length
  tally.written += written
  tally.bad += bad.length + problems.length
  addLeftOut(tally, leftOut)
}

const reporting = (tally: Tally, onProgress: OnProgress): (() => Promise<void>) => {
  let told = Date.now()
  return async () => {
    if (Date.now() - told < PROGRESS_MS) return
    told = Date.now()
    await onProgress(tally)
  }
}

/** Everything or nothing: one transaction, which a single bad row takes back. All bad rows are found before that. */
const importAll = (ctx: Ctx, importer: AnyImporter, source: FileSource, plan: ImportPlan, tally: Tally, tick: OnProgress) =>
  command(importer.action, async (work, _input: null): Promise<Outcome<Tally>> => {
    Object.assign(tally, freshTally())
    await dropBadRows(ctx, plan.runId)
    await preferIndexes(work, true)
    for await (const batch of oneAhead(batchesOf(importer, source, plan, tally))) {
      await writeBatch(work, importer, batch, plan.runId, tally)
      await tick(tally)
    }
    if (tally.bad > 0) return refuse(ROWS_TO_PUT_RIGHT, 'Some rows need putting right, so nothing was brought in')
    await preferIndexes(work, false)
    await importer.finish?.(work)
    return done(tally, await closeRun(work, importer, plan, tally))
  })(ctx, null)

/** The good rows: each batch is kept as it is written, so that a long import never holds the others up. */
const importGood = async (
  ctx: Ctx,
  importer: AnyImporter,
  source: FileSource,
  plan: ImportPlan,
  tally: Tally,
  tick: OnProgress,
): Promise<Outcome<Tally>> => {
  const write = command(importer.action, async (work, batch: Batch) => {
    await preferIndexes(work, true)
    await writeBatch(work, importer, batch, plan.runId, tally)
    return done(null)
  })
  const close = command(importer.action, async (work, _input: null) => {
    await importer.finish?.(work)
    return done(tally, await closeRun(work, importer, plan, tally))
  })
  await dropBadRows(ctx, plan.runId)
  for await (const batch of oneAhead(batchesOf(importer, source, plan, tally))) {
    const kept = await write(ctx, batch)
    if (!kept.ok) return kept
    await tick(tally)
  }
  return close(ctx, null)
}

/**
 * Brings one file in as this actor: a batch at a time, memory level however long the file. Bad rows are kept with their
 * reasons under the run. Refuses `forbidden`, and in mode `all` `rows-to-put-right`; throws TableError for what is no table.
 */
export const importFile = async (
  ctx: Ctx,
  importer: AnyImporter,
  source: FileSource,
  plan: ImportPlan,
  onProgress: OnProgress = () => {},
): Promise<{ readonly outcome: Outcome<Tally>; readonly tally: Tally }> => {
  const tally = freshTally()
  const tick = reporting(tally, onProgress)
  const asked = { ...ctx, submission: undefined }
  const run = plan.mode === 'all' ? importAll : importGood
  return { outcome: await run(asked, importer, source, plan, tally, tick), tally }
}
