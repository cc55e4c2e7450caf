import { notify } from '#modules/notifications'
import { readReach, whoWeAreTo } from '#modules/reach'
import type { Work } from '#platform/command'
import { OPEN } from '../requests/request.moves'
import type { MovedReferral } from './move-referral'
import { partnerOf, writeToPartner } from './tell-partner'
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

/** A partner that sent us this person learns no more of them, and is told so. */
export const tellReferrer = async (work: Work, personId: string, partnerId: string): Promise<void> => {
  const { tx, allianceId } = work
  const sent = await tx
    .selectFrom('request')
    .select(['id', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('partner_id', '=', partnerId)
    .where('source', '=', 'partner')
    .where('status', 'in', OPEN)
    .execute()
  if (sent.length === 0 || !(await partnerOf(work, partnerId))) return
  for (const { id, reference } of sent)
    await writeToPartner(work, { id, reference, partner_id: partnerId, about: 'request' }, (alliance) => ({
      subject: `${alliance}: no more news of ${reference}`,
      lines: [
        `You referred someone to us (${reference}). They asked us not to share news of them with you any more.`,
        'We go on helping them. You need do nothing.',
      ],
    }))
}
