import type { Ctx } from '#platform/command'

const DAY_MS = 24 * 3_600_000
const BAD_ROWS_KEPT_DAYS = 30

/** Every night: files sent and never started go after a day, rows never put right after a month. Both hold people's details. */
export const tidyImports = async ({ db, allianceId, clock }: Ctx): Promise<void> => {
  const before = (days: number): Date => new Date(clock.now().getTime() - days * DAY_MS)
  await db.transaction({ allianceId }, async (tx) => {
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
  })
}
