import type { Actor, Role } from '#platform/access'
import type { Ctx } from '#platform/command'
import type { ColumnMapping } from '#platform/tabular/index'
import { importerOf } from './kinds'
import { takeRun } from './open-run'
import { runImport } from './run-import'
import type { ImportMode } from './tally'

/** The person who started it, with the roles they have now: a run queued by someone who has left does nothing. */
const actorOf = ({ db, allianceId }: Ctx, accountId: string): Promise<Actor | null> =>
  db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const account = await tx
      .selectFrom('account')
      .select(['id', 'name', 'person_id', 'partner_id'])
      .where('alliance_id', '=', allianceId)
      .where('id', '=', accountId)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (!account) return null
    const roles = await tx
      .selectFrom('account_role')
      .select('role')
      .where('alliance_id', '=', allianceId)
      .where('account_id', '=', accountId)
      .execute()
    return {
      kind: 'account',
      name: account.name,
      roles: roles.map(({ role }) => role as Role),
      accountId: account.id,
      personId: account.person_id,
      partnerId: account.partner_id,
    }
  })

const runOf = ({ db, allianceId }: Ctx, id: string) =>
  db.transaction({ allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('import_run')
      .select(['id', 'kind', 'filename', 'mapping', 'mode', 'account_id'])
      .where('alliance_id', '=', allianceId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )

/** Brings in a file that was sent on screen. It may be done twice: a finished run is left alone. */
export const importJob = async (ctx: Ctx, payload: Readonly<Record<string, unknown>>): Promise<void> => {
  const run = await runOf(ctx, String(payload.importRunId))
  const importer = run && importerOf(run.kind)
  const actor = run?.account_id ? await actorOf(ctx, run.account_id) : null
  if (!run || !importer || !actor) return
  const asked = { ...ctx, actor }
  const taken = await takeRun(asked, importer, run.id)
  if (!taken.ok || !taken.value.content) return
  await runImport(asked, importer, taken.value.content, {
    runId: run.id,
    filename: run.filename,
    mapping: run.mapping as unknown as ColumnMapping,
    mode: run.mode as ImportMode,
  })
}
