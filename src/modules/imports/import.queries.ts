import { type Actor, may } from '#platform/access'
import type { Tx } from '#platform/db'
import { isId } from '#platform/ids'
import type { AnyImporter } from '#platform/importer'
import { allImporters } from './kinds'

/** The kinds of file this person may bring in. */
export const kindsFor = (actor: Actor): readonly AnyImporter[] => allImporters().filter(({ action }) => may(actor, action))

/** One run, when its kind is one this person may bring in. */
export const readRun = async (tx: Tx, allianceId: string, actor: Actor, id: string) => {
  if (!isId(id)) return undefined
  const kinds = kindsFor(actor).map(({ kind }) => kind)
  const run = await tx
    .selectFrom('import_run')
    .select((row) => [
      'id',
      'kind',
      'filename',
      'status',
      'columns',
      'mapping',
      'mode',
      'rows_read',
      'rows_written',
      'rows_bad',
      'left_out',
      'failure',
      row('content', 'is not', null).as('has_file'),
    ])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return run && kinds.includes(run.kind) ? run : undefined
}

export type ImportRun = NonNullable<Awaited<ReturnType<typeof readRun>>>

/** The bytes of a file that was sent and not yet brought in. */
export const readContent = async (tx: Tx, allianceId: string, id: string): Promise<Buffer | null> => {
  const run = await tx
    .selectFrom('import_run')
    .select('content')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return run?.content ?? null
}
