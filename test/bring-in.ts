import { basename } from 'node:path'
import type { Ctx } from '#platform/command'
import type { ColumnMapping } from '#platform/tabular/index'
import { readBadRows } from '../src/modules/imports/bad-rows'
import { importerOf } from '../src/modules/imports/kinds'
import { openRun, takeRun } from '../src/modules/imports/open-run'
import { runImport } from '../src/modules/imports/run-import'
import type { ImportMode, Tally } from '../src/modules/imports/tally'

/** Brings a file (its path, or its text) in and says what came of it: for tests. */
export const bringIn = async (
  ctx: Ctx,
  kind: string,
  file: string | Buffer,
  more: { mode?: ImportMode; mapping?: ColumnMapping } = {},
): Promise<{ ok: boolean; says: string; tally: Tally; runId: string; bad: { line: number; message: string }[] }> => {
  const importer = importerOf(kind)
  if (!importer) throw new Error(`no importer of ${kind}`)
  const filename = typeof file === 'string' ? basename(file) : `${kind}.csv`
  const mode = more.mode ?? 'all'
  const opened = await openRun(ctx, importer, { filename, content: null, mode })
  if (!opened.ok)
    return { ok: false, says: opened.says, tally: { columns: [], read: 0, written: 0, bad: 0, leftOut: {} }, runId: '', bad: [] }
  await takeRun(ctx, importer, opened.value)
  const { outcome, tally } = await runImport(ctx, importer, file, { runId: opened.value, filename, mapping: more.mapping, mode })
  const bad = await readBadRows(ctx, opened.value)
  return {
    ok: outcome.ok,
    says: outcome.ok ? '' : outcome.says,
    tally,
    runId: opened.value,
    bad: bad.map(({ line, problems }) => ({
      line,
      message: problems.map((problem) => `${problem.column}: ${problem.message}`).join('; '),
    })),
  }
}
