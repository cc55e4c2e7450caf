import { tellGuardians, tellWhoHasIt } from '#modules/notifications'
import { hiddenFrom } from '#modules/people'
import type { Work } from '#platform/command'
import type { StopsForPerson, ToldOutside } from '#platform/module'
import type { Happened } from '#platform/outcome'
import { moveRequest } from '../requests/move-request'
import { OWNER_NOW } from '../requests/owner'
import { OPEN } from '../requests/request.moves'
import { OPEN_REFERRAL } from './referral.moves'
import { endOne, openOf, stopped } from './stop-referrals'

const WHY = 'We no longer need your help with it. Please do not get in touch with them.'
const DIED = 'We were told that they have died. Close this'

/** Whoever has the request may not be one who may still see its person: then a guardian finds someone to close it. */
const tellWhoMaySee = async (work: Work, personId: string): Promise<void> => {
  const { reference } = await work.tx
    .selectFrom('person')
    .select('reference')
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  const words =
    'We are sorry: we were told that someone whose record is kept apart has died. Ask one who may see them to close their requests'
  await tellGuardians(work, { about: { type: 'person', id: personId }, words, path: `/people/${reference}` })
}

/** What is left to do is to close each request: its next step says so, and whoever has it is told, or else the helpline; not whoever wrote it down. */
const sayOfAll = async (work: Work, personId: string): Promise<void> => {
  const { tx, allianceId, today, actor } = work
  const open = await tx
    .updateTable('request')
    .set({ next_action: DIED, next_action_on: today })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', OPEN)
    .returning(['id', 'reference', OWNER_NOW.as('owner')])
    .execute()
  const hidden = await hiddenFrom(work, personId)
  // The helpline, which hears where nobody has a request, may see nobody who is kept apart.
  const unseen = (owner: string | null) => hidden(owner ?? '')
  if (open.some(({ owner }) => unseen(owner))) await tellWhoMaySee(work, personId)
  for (const { id, reference, owner } of open) {
    if (unseen(owner) || (owner && owner === actor.accountId)) continue
    const words = `We are sorry: we were told that the person of request ${reference} has died. What was planned is called off. Close it`
    await tellWhoHasIt(work, owner, { about: { type: 'request', id }, words, path: `/requests/${reference}` })
  }
}

/** They are alive: no request of theirs says to close it for a death. */
const askAnew = async ({ tx, allianceId }: Work, personId: string): Promise<Happened[]> => {
  await tx
    .updateTable('request')
    .set({ next_action: 'They are alive: it was a mistake. Ask what they still need' })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', OPEN)
    .where('next_action', '=', DIED)
    .execute()
  return []
}

/**
 * What partners were asked about someone who has died, or is kept apart from now on, stops; each partner is told plainly to stop,
 * and not why. A partner without email is rung: that is the next step of the request.
 */
export const stopForPerson: StopsForPerson = async (work, { person, because }) => {
  if (because === 'alive') return askAnew(work, person)
  if (because === 'died') await sayOfAll(work, person)
  const happened: Happened[] = []
  for (const one of await openOf(work, { person_id: person })) {
    const ended = await endOne(work, one, WHY)
    if (!ended.ok) continue
    const { referral, partner, ring } = ended.value
    const words = ring || (because === 'died' ? DIED : `Stopped with ${partner}. Find another way, or close`)
    // Nobody is told by name: whoever may not see someone kept apart must not hear of them by a notice.
    await moveRequest(work, referral.request_id, 'take', { next_action: words.slice(0, 200), next_action_on: work.today })
    happened.push(stopped(ended.value))
  }
  return happened
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
