import { notify } from '#modules/notifications'
import { readReach, whoWeAreTo } from '#modules/reach'
import type { Work } from '#platform/command'
import { OPEN } from '../requests/request.moves'
import { isKeptApart } from '../requests/tell-asker'
import { heldNow, stillShared } from './agreed-now'
import type { MovedReferral } from './move-referral'
import { writeToPartner } from './tell-partner'
import { sharingStopped } from './templates'

/** Tells a person that a partner was told to stop, since they asked for it. */
export const tellPersonItStopped = async (work: Work, { id, person_id }: MovedReferral, partner: string): Promise<void> => {
  const { tx, allianceId } = work
  const { name: alliance, helpline } = await whoWeAreTo(tx, allianceId, person_id)
  const reach = await readReach(tx, allianceId, person_id)
  await notify(work, {
    ...{ to: person_id, about: { type: 'referral', id }, template: sharingStopped, cause: `sharing-stopped ${id}` },
    personalisation: { name: reach?.say_name ?? '', partner, alliance, helpline },
  })
}

/** What is open for someone that a partner of ours sent in. */
const sentIn = ({ tx, allianceId }: Work, personId: string) =>
  tx
    .selectFrom('request as r')
    .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'r.partner_id').onRef('a.alliance_id', '=', 'r.alliance_id'))
    .select(['r.id', 'r.reference', 'a.id as partner_id'])
    .where('r.alliance_id', '=', allianceId)
    .where('r.person_id', '=', personId)
    .where('r.source', '=', 'partner')
    .where('r.status', 'in', OPEN)

/** A partner that sent us this person learns no more of them, and is told so; but not where it knows that all has stopped. */
export const tellReferrer = async (work: Work, personId: string, partnerId: string): Promise<void> => {
  const sent = sentIn(work, personId).where('r.partner_id', '=', partnerId).where(heldNow('r'))
  for (const { id, reference } of await sent.execute())
    await writeToPartner(work, { id, reference, partner_id: partnerId, about: 'request' }, (alliance) => ({
      subject: `${alliance}: no more news of ${reference}`,
      lines: [
        `You referred someone to us (${reference}). They asked us not to share news of them with you any more.`,
        'We go on helping them. You need do nothing.',
      ],
    }))
}

/** Every partner that sent us this person, and may still have news of them, is told that it has stopped. Of one kept apart nobody outside hears. */
export const tellReferrersItStopped = async (work: Work, personId: string): Promise<void> => {
  if (await isKeptApart(work, personId)) return
  const sent = sentIn(work, personId).where('a.left_on', 'is', null).where(stillShared)
  for (const { id, reference, partner_id } of await sent.execute())
    await writeToPartner(work, { id, reference, partner_id, about: 'request' }, (alliance) => ({
      subject: `${alliance}: ${reference} is stopped`,
      lines: [
        `You referred someone to us (${reference}). They no longer agree that we keep in touch with them, so we have stopped.`,
        'You need do nothing.',
      ],
    }))
}
