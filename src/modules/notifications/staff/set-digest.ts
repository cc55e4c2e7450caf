import { z } from 'zod'
import { command } from '#platform/command'
import { oneOf } from '#platform/fields'
import { done, refuse } from '#platform/outcome'

export const digestForm = z.object({ wanted: oneOf(['yes', 'no'], 'Choose whether you want the daily email') })

/** Switches one's own daily email on or off. */
export const setDigest = command('staff-notice.set-digest', async (work, { wanted }: z.output<typeof digestForm>) => {
  const { tx, allianceId, actor } = work
  if (!actor.accountId) return refuse('not-found')
  const choice = { is_wanted: wanted === 'yes' }
  await tx
    .insertInto('staff_digest')
    .values({ alliance_id: allianceId, account_id: actor.accountId, ...choice })
    .onConflict((conflict) => conflict.columns(['alliance_id', 'account_id']).doUpdateSet(choice))
    .execute()
  return done(null, { about: { type: 'account', id: actor.accountId }, detail: { wanted } })
})
