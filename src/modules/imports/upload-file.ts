import { type Ctx, command } from '#platform/command'
import type { UploadedFile } from '#platform/http/ask'
import { done, type Outcome, refuse } from '#platform/outcome'
import { TableError } from '#platform/tabular/index'
import { importerOf } from './kinds'
import { openFile, sureMapping } from './open-file'
import { openRun } from './open-run'

const DAY_MS = 24 * 3_600_000
const BAD_ROWS_KEPT_DAYS = 30

/** Files sent and never started go after a day, rows never put right after a month: both hold people's details. */
const clearOld = command('import.list', async ({ tx, allianceId, at }, _input: null) => {
  const before = (days: number): Date => new Date(at.getTime() - days * DAY_MS)
  await tx
    .updateTable('import_run')
    .set({ content: null })
    .where('alliance_id', '=', allianceId)
    .where('content', 'is not', null)
    .where('created_at', '<', before(1))
    .execute()
  await tx
    .deleteFrom('import_bad_row')
    .where('alliance_id', '=', allianceId)
    .where('import_run_id', 'in', (query) =>
      query
        .selectFrom('import_run')
        .select('id')
        .where('alliance_id', '=', allianceId)
        .where('created_at', '<', before(BAD_ROWS_KEPT_DAYS)),
    )
    .execute()
  return done(null)
})

/** Takes a file in and matches its columns. Refuses `no-file`, `forbidden`, and in words whatever makes it no table. */
export const uploadFile = async (ctx: Ctx, kind: string, file: UploadedFile | undefined): Promise<Outcome<string>> => {
  const importer = importerOf(kind)
  if (!importer) return refuse('no-kind', 'Choose what the file holds', 'kind')
  if (!file) return { ...refuse('no-file', 'Choose a file', 'file'), status: 422 }
  try {
    const table = await openFile(importer, file.content, file.filename)
    await table.rows[Symbol.asyncIterator]().return?.(undefined)
    await clearOld({ ...ctx, submission: undefined }, null)
    const { filename, content } = file
    const mapping = sureMapping(importer, table.columns)
    return await openRun(ctx, importer, { filename: filename.slice(0, 200), content, columns: table.columns, mapping })
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    return { ...refuse('not-a-table', error.message, 'file'), status: 422 }
  }
}
