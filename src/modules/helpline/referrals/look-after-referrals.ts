import { today } from '#platform/clock'
import { type Ctx, command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { workingDaysOn } from '#platform/working-days'
import { backToDesk, ringPartner } from './back-to-desk'
import { moveReferral, referralHappened } from './move-referral'
import { DAYS_AFTER_NUDGE } from './referral'
import { stopUnfounded, unfounded } from './stop-referrals'
import { partnerOf, revokeLinks, ringWords, sendLink } from './tell-partner'

/** Reminds a partner that has not answered in time, once. */
export const nudgePartner = command('referral.nudge', async (work, { id }: { id: string }) => {
  const replyBy = workingDaysOn(work.today, DAYS_AFTER_NUDGE)
  const nudged = await work.tx
    .updateTable('referral')
    .set({ nudged_on: work.today, reply_by: replyBy })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', id)
    .where('status', '=', 'sent')
    .where('nudged_on', 'is', null)
    .where('reply_by', '<', work.today)
    .returning(['id', 'reference', 'person_id', 'request_id', 'partner_id', 'site'])
    .executeTakeFirst()
  if (!nudged) return refuse('moved-on')
  const written = await sendLink(work, nudged, replyBy, true)
  const partner = await partnerOf(work, nudged.partner_id)
  if (!written) await ringPartner(work, nudged, ringWords(partner, `ask for their answer to ${nudged.reference}`))
  return done(null, referralHappened(nudged, { partner: partner?.name ?? '', written }))
})

/** A partner that did not answer its reminder either: the person is the helpline's again. */
export const giveBackReferral = command('referral.give-back', async (work, { id }: { id: string }) => {
  const moved = await moveReferral(work, id, 'giveBack', { ended_on: work.today })
  if (!moved.ok) return moved
  await revokeLinks(work, id)
  const partner = (await partnerOf(work, moved.value.partner_id))?.name ?? ''
  await backToDesk(work, moved.value, {
    ...{ news: `${partner} did not answer`, nextAction: `${partner} did not answer. Find another way to help` },
  })
  return done(null, referralHappened(moved.value, { partner }))
})

/** Referrals that nobody stands behind any more are stopped; those past the day they should be answered by are reminded once, then taken back. Run often: nothing is done twice. */
export const lookAfterReferrals = async (ctx: Ctx): Promise<void> => {
  const over = await ctx.db.transaction({ ...ctx, readOnly: true }, (tx) => unfounded(tx, ctx.allianceId).execute())
  for (const { id } of over) await stopUnfounded(ctx, { id })
  const late = await ctx.db.transaction({ ...ctx, readOnly: true }, (tx) =>
    tx
      .selectFrom('referral')
      .select(['id', 'nudged_on'])
      .where('alliance_id', '=', ctx.allianceId)
      .where('status', '=', 'sent')
      .where('reply_by', '<', today(ctx.clock))
      .execute(),
  )
  for (const { id, nudged_on } of late) await (nudged_on ? giveBackReferral : nudgePartner)(ctx, { id })
}
