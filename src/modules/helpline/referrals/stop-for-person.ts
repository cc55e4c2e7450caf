import type { ConsentWithdrawn, StopsForPerson, ToldOutside } from '#platform/module'
import { askAnew, type EndOfAll, leaveToClose } from '../requests/leave-to-close'
import { OPEN_REFERRAL } from './referral.moves'
import { endAllOf, stopShared } from './stop-referrals'
import { AGREES_AGAIN, stopUnheld } from './stop-unheld'

const DIED: EndOfAll = {
  next: 'We were told that they have died. Close this',
  told: (request) =>
    `We are sorry: we were told that the person of request ${request} has died. What was planned is called off. Close it`,
  ofOneApart:
    'We are sorry: we were told that someone whose record is kept apart has died. Ask one who may see them to close their requests',
}
const ALIVE = { was: [DIED.next], next: 'They are alive: it was a mistake. Ask what they still need' }

/**
 * What partners were asked about someone who has died, or is kept apart from now on, stops; each partner is told plainly to stop,
 * and not why. A partner without email is rung: that is the next step of the request.
 */
export const stopForPerson: StopsForPerson = async (work, { person, because }) => {
  if (because === 'alive') await askAnew(work, person, ALIVE)
  if (because === 'agrees-again') await askAnew(work, person, AGREES_AGAIN)
  if (because === 'alive' || because === 'agrees-again') return []
  if (because === 'died') await leaveToClose(work, person, DIED)
  return endAllOf(work, person, 'leave_them', (partner) =>
    because === 'died' ? DIED.next : `Stopped with ${partner}. Find another way, or close`,
  )
}

/** Consent to keep or to share stops what goes on by the strength of it, in the transaction that takes the consent back. */
export const stopWithConsent: ConsentWithdrawn = async (work, { person, purpose, partner, byItsDate = false }) => {
  if (purpose === 'hold') return stopUnheld(work, person, byItsDate)
  return purpose === 'share' ? stopShared(work, person, partner) : []
}

/** The partners that know of someone from an open referral. */
export const partnersTold: ToldOutside = async (tx, allianceId, personId) => {
  const open = await tx
    .selectFrom('referral as f')
    .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'f.partner_id').onRef('a.alliance_id', '=', 'f.alliance_id'))
    .select(['a.name', 'f.reference'])
    .where('f.alliance_id', '=', allianceId)
    .where('f.person_id', '=', personId)
    .where('f.status', 'in', OPEN_REFERRAL)
    .orderBy('f.id')
    .execute()
  return open.map(({ name, reference }) => `${name} (${reference})`)
}
