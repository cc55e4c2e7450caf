import { command, type Work } from '#platform/command'
import type { ConsentWithdrawn } from '#platform/module'
import { done, type Happened, type Outcome, refuse } from '#platform/outcome'
import { backToDesk } from './back-to-desk'
import { moveReferral, referralHappened } from './move-referral'
import { OPEN_REFERRAL } from './referral.moves'
import { partnerOf, revokeLinks, writeToPartner } from './tell-partner'

const openOf = ({ tx, allianceId }: Work, person: string, partner: string | null) =>
  tx
    .selectFrom('referral')
    .select(['id', 'site'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', person)
    .where('status', 'in', OPEN_REFERRAL)
    .$if(partner !== null, (query) => query.where('partner_id', '=', String(partner)))
    .execute()

const STOPPED = 'Please stop, and delete what you know of them from this. You do not need to do anything else.'

/** Ends a referral at once: its link opens nothing, the partner is told plainly, and the desk has it back. */
const stopOne = async (work: Work, { id, site }: { id: string; site: string }, why: string): Promise<Outcome<Happened>> => {
  const moved = await moveReferral(work, id, 'stop', { ended_on: work.today })
  if (!moved.ok) return moved
  await revokeLinks(work, id)
  const partner = (await partnerOf(work, moved.value.partner_id))?.name ?? ''
  const { reference } = moved.value
  const told = await writeToPartner(work, { ...moved.value, site }, (alliance) => ({
    subject: `${alliance}: ${reference} is stopped`,
    lines: [`We asked you to help someone (${reference}). ${why}`, STOPPED],
  }))
  const nextAction = told
    ? `Stopped with ${partner}. Find another way, or close`
    : `Ring ${partner}: tell them ${reference} is stopped`
  await backToDesk(work, moved.value, { news: `Stopped with ${partner}`, nextAction })
  return done(referralHappened(moved.value, { partner, told }))
}

/** Consent to keep or to share stops what was sent on the strength of it, in the transaction that takes the consent back. */
export const stopWithConsent: ConsentWithdrawn = async (work, { person, purpose, partner }) => {
  if (purpose !== 'hold' && purpose !== 'share') return []
  const stopped: Happened[] = []
  for (const one of await openOf(work, person, purpose === 'share' ? partner : null)) {
    const outcome = await stopOne(work, one, 'They no longer agree to it.')
    // The event is the consent's own; this one says which referral it stopped.
    if (outcome.ok) stopped.push({ ...outcome.value, ...{ action: 'referral.stop' } })
  }
  return stopped
}

/** The desk takes a referral back. Refuses `not-found`, `moved-on`. */
export const stopReferral = command('referral.stop', async (work, { reference }: { reference: string }) => {
  const { tx, allianceId } = work
  const query = tx.selectFrom('referral').select(['id', 'site']).where('alliance_id', '=', allianceId)
  const found = await query.where('reference', '=', reference.toUpperCase()).executeTakeFirst()
  if (!found) return refuse('not-found')
  const stopped = await stopOne(work, found, 'We no longer need your help with it.')
  return stopped.ok ? done(null, stopped.value) : stopped
})
