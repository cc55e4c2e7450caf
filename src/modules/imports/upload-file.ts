import type { Ctx } from '#platform/command'
import type { UploadedFile } from '#platform/http/ask'
import { type Outcome, refuse } from '#platform/outcome'
import { TableError } from '#platform/tabular/index'
import { importerOf } from './kinds'
import { openFile, sureMapping } from './open-file'
import { openRun } from './open-run'

/** Takes a file in and matches its columns. Refuses `no-file`, `forbidden`, and in words whatever makes it no table. */
export const uploadFile = async (ctx: Ctx, kind: string, file: UploadedFile | undefined): Promise<Outcome<string>> => {
  const importer = importerOf(kind)
  if (!importer) return refuse('no-kind', 'Choose what the file holds', 'kind')
  if (!file) return { ...refuse('no-file', 'Choose a file', 'file'), status: 422 }
  try {
    const table = await openFile(importer, file.content, file.filename)
    await table.rows[Symbol.asyncIterator]().return?.(undefined)
    const { filename, content } = file
    const mapping = sureMapping(importer, table.columns)
    return await openRun(ctx, importer, { filename: filename.slice(0, 200), content, columns: table.columns, mapping })
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    return { ...refuse('not-a-table', error.message, 'file'), status: 422 }
  }
}
