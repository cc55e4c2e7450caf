import { z } from 'zod'
import { command } from '#platform/command'
import { needed } from '#platform/fields'
import { done, refuse } from '#platform/outcome'
import { workingDaysOn } from '#platform/working-days'
import { ringPartner } from './back-to-desk'
import { moveReferral, referralHappened } from './move-referral'
import { DAYS_TO_ANSWER } from './referral'
import { partnerOf, ringWords, sendLink } from './tell-partner'

export const moreForm = z.object({ words: needed('Enter what the partner asked for', 1000) })

/** The desk answers a partner that asked for more: its clock starts again. Refuses `not-found`, `moved-on`. */
export const tellMore = command(
  'referral.tell-more',
  async (work, { reference, words }: { reference: string; words: string }) => {
    const query = work.tx.selectFrom('referral').select(['id', 'site', 'words']).where('alliance_id', '=', work.allianceId)
    const found = await query.where('reference', '=', reference.toUpperCase()).executeTakeFirst()
    if (!found) return refuse('not-found')
    const replyBy = workingDaysOn(work.today, DAYS_TO_ANSWER)
    const both = [found.words, words].filter(Boolean).join('\n\n')
    const moved = await moveReferral(work, found.id, 'tellMore', { words: both, reply_by: replyBy, nudged_on: null })
    if (!moved.ok) return moved
    const written = await sendLink(work, { ...moved.value, site: found.site }, replyBy)
    const ring = ringWords(
      await partnerOf(work, moved.value.partner_id),
      `tell them what they asked about ${moved.value.reference}`,
    )
    if (!written) await ringPartner(work, moved.value, ring)
    return done(null, referralHappened(moved.value, { written }))
  },
)
