import type { Job } from '#platform/module'

const DAY_MS = 24 * 3_600_000

/** Signatures are believed for minutes and Twilio's calls end within a day; numbers that rang are kept a month. */
export const tidyPhone: Job = async (ctx) => {
  const now = ctx.clock.now().getTime()
  await ctx.db.transaction(ctx, async (tx) => {
    await tx
      .deleteFrom('phone_echo')
      .where('alliance_id', '=', ctx.allianceId)
      .where('told_at', '<', new Date(now - 31 * DAY_MS))
      .execute()
    await tx
      .deleteFrom('incoming_call')
      .where('alliance_id', '=', ctx.allianceId)
      .where('rang_at', '<', new Date(now - 30 * DAY_MS))
      .execute()
  })
}
