import type { Ctx } from '#platform/command'

const DAY_MS = 24 * 3_600_000
const SUBMISSION_DAYS = 7
const SIGN_IN_DAYS = 30

/** Every night: forgets old form ids, sign-ins that ended or ran out a month ago, and codes and links that open nothing. */
export const tidy = async ({ db, allianceId, clock }: Ctx): Promise<void> => {
  const now = clock.now()
  const before = (days: number): Date => new Date(now.getTime() - days * DAY_MS)
  await db.transaction({ allianceId }, async (tx) => {
    await tx
      .deleteFrom('submission')
      .where('alliance_id', '=', allianceId)
      .where('created_at', '<', before(SUBMISSION_DAYS))
      .execute()
    await tx
      .deleteFrom('sign_in')
      .where('alliance_id', '=', allianceId)
      .where((row) => row.or([row('ended_at', '<', before(SIGN_IN_DAYS)), row('expires_at', '<', before(SIGN_IN_DAYS))]))
      .execute()
    // A used code still counts towards the hour's five.
    await tx
      .deleteFrom('sign_in_code')
      .where('alliance_id', '=', allianceId)
      .where('created_at', '<', before(1 / 24))
      .where((row) => row.or([row('used_at', 'is not', null), row('expires_at', '<', now)]))
      .execute()
  })
}
