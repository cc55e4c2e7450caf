import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Job } from '#platform/module'
import { HAS_WORDS } from './calls/call-draft'

const DAY_MS = 24 * 3_600_000

/** Desks that were only opened leave nothing behind; what was typed is kept until its worker finishes it or throws it away. */
const dropEmpty = (tx: Tx, allianceId: string, before: Date) =>
  sql`
  delete from call_draft as d where d.alliance_id = ${allianceId} and d.saved_at < ${before} and not ${HAS_WORDS}`.execute(tx)

/**
 * Our own signatures are believed for minutes. Twilio's have no time in them: what it told stays known for ever, by Twilio’s id of the
 * call and no number, or it could be told again. Numbers that rang are kept a month.
 */
export const tidyDesk: Job = async (ctx) => {
  const now = ctx.clock.now().getTime()
  await ctx.db.transaction(ctx, async (tx) => {
    await dropEmpty(tx, ctx.allianceId, new Date(now - DAY_MS))
    await tx
      .deleteFrom('phone_echo')
      .where('alliance_id', '=', ctx.allianceId)
      .where('told', 'not like', 'twilio %')
      .where('told_at', '<', new Date(now - 31 * DAY_MS))
      .execute()
    await tx
      .deleteFrom('incoming_call')
      .where('alliance_id', '=', ctx.allianceId)
      .where('rang_at', '<', new Date(now - 30 * DAY_MS))
      .execute()
  })
}
