import type { Ctx } from '#platform/command'

const DAY_MS = 24 * 3_600_000
const READ_DAYS = 90
const UNREAD_DAYS = 365

/** Every night: forgets what staff read three months ago, and what nobody read in a year. */
export const tidyNotices = async ({ db, allianceId, clock }: Ctx): Promise<void> => {
  const before = (days: number): Date => new Date(clock.now().getTime() - days * DAY_MS)
  await db.transaction({ allianceId }, (tx) =>
    tx
      .deleteFrom('staff_notice')
      .where('alliance_id', '=', allianceId)
      .where((row) => row.or([row('read_at', '<', before(READ_DAYS)), row('told_at', '<', before(UNREAD_DAYS))]))
      .execute(),
  )
}
