import { command } from '#platform/command'
import { isId } from '#platform/ids'
import { queueJob } from '#platform/jobs'
import type { House, Job } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { MESSAGE_COLUMNS } from './claim-messages'
import { carriedBy } from './tell-notices'
import { tellOfFailure } from './tell-of-failure'

const markFailed = command('message.fail', async (work, { message: id, house }: { message: string; house: House }) => {
  const message = await work.tx
    .selectFrom('message')
    .select(MESSAGE_COLUMNS)
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!message) return refuse('not-found')
  await tellOfFailure(work, message, await carriedBy(work, [id]), house)
  return done(null)
})

/** After a receipt that a message did not arrive: marks an address that does not work, tells whoever looks after the person, and tries the next way. */
export const messageFailed: Job = async (ctx, { message, badAddress }, house) => {
  if (badAddress === true && isId(message)) await markFailed(ctx, { message, house })
  await ctx.db.transaction(ctx, (tx) => queueJob(tx, 'post-round', { allianceId: ctx.allianceId }))
}
