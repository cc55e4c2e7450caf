import type { Ctx } from '#platform/command'

const DAY_MS = 24 * 3_600_000
const KEPT_DAYS = 365

/** Every night: forgets what strangers told us a year ago, and the numbers they left. */
export const tidyFound = async ({ db, allianceId, clock }: Ctx): Promise<void> => {
  const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS)
  await db.transaction({ allianceId }, (tx) =>
    tx.deleteFrom('device_found').where('alliance_id', '=', allianceId).where('told_at', '<', before).execute(),
  )
}
