import type { Ctx } from '#platform/command'
import { eachInTurn } from '#platform/each'
import type { Job } from '#platform/module'
import { readText } from './read-text'

/** A text's own job has so long; a text still unread after that was cut off by a crash. */
const OWN_JOB_MS = 60_000
/** What cannot be read for a day is a fault that its own job tells of. */
const GIVEN_UP_MS = 86_400_000
const MOST_AT_ONCE = 100

const waiting = (ctx: Ctx) => {
  const now = ctx.clock.now().getTime()
  return ctx.db.transaction({ ...ctx, readOnly: true }, (tx) =>
    tx
      .selectFrom('inbound_text')
      .select('id')
      .where('alliance_id', '=', ctx.allianceId)
      .where('status', '=', 'received')
      .where('received_at', '<=', new Date(now - OWN_JOB_MS))
      .where('received_at', '>', new Date(now - GIVEN_UP_MS))
      .orderBy('received_at')
      .limit(MOST_AT_ONCE)
      .execute(),
  )
}

/** Reads the texts that are still unread a minute after they came. One that cannot be read does not hold up the others. */
export const readWaiting: Job = async (ctx, _payload, house) => {
  await eachInTurn(await waiting(ctx), ({ id }) => readText(ctx, { text: id }, house))
}
