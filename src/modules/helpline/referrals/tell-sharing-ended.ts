import { notify, tellWhoHasIt } from '#modules/notifications'
import { readReach, whoWeAreTo } from '#modules/reach'
import type { Work } from '#platform/command'
import { OPEN } from '../requests/request.moves'
import { isKeptApart } from '../requests/tell-asker'
import { heldNow, stillShared } from './agreed-now'
import type { MovedReferral } from './move-referral'
import { partnerOf, ringWords, writeToPartner } from './tell-partner'
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
    .select(['r.id', 'r.reference', 'r.person_id', 'r.owner_id', 'a.id as partner_id'])
    .where('r.alliance_id', '=', allianceId)
    .where('r.person_id', '=', personId)
    .where('r.source', '=', 'partner')
    .where('r.status', 'in', OPEN)

type SentIn = Awaited<ReturnType<ReturnType<typeof sentIn>['execute']>>[number]

/** Writes to whoever sent somebody in; where no email reaches it, whoever has the request is told to ring it, but not about one kept apart. */
const tellOrRing = async (
  work: Work,
  { id, reference, person_id, owner_id, partner_id }: SentIn,
  { ring, ...email }: { readonly ring: string; readonly subject: string; readonly lines: readonly string[] },
): Promise<void> => {
  const written = await writeToPartner(work, { id, reference, partner_id, about: 'request' }, (alliance) => ({
    ...email,
    subject: `${alliance}: ${email.subject}`,
  }))
  if (written || (await isKeptApart(work, person_id))) return
  const words = ringWords(await partnerOf(work, partner_id), ring)
  await tellWhoHasIt(work, owner_id, { about: { type: 'request', id }, words, path: `/requests/${reference}` })
}

/** A partner that sent us this person learns no more of them, and is told so; but not where it knows that all has stopped. */
export const tellReferrer = async (work: Work, personId: string, partnerId: string): Promise<void> => {
  const sent = sentIn(work, personId).where('r.partner_id', '=', partnerId).where(heldNow('r'))
  for (const one of await sent.execute())
    await tellOrRing(work, one, {
      ring: `tell them that we give no more news of ${one.reference}`,
      subject: `no more news of ${one.reference}`,
      lines: [
        `You referred someone to us (${one.reference}). They asked us not to share news of them with you any more.`,
        'We go on helping them. You need do nothing.',
      ],
    })
}

/** Every partner that sent us this person, and may still have news of them, is told that it has stopped. Of one kept apart nobody outside hears. */
export const tellReferrersItStopped = async (work: Work, personId: string): Promise<void> => {
  if (await isKeptApart(work, personId)) return
  const sent = sentIn(work, personId).where('a.left_on', 'is', null).where(stillShared)
  for (const one of await sent.execute())
    await tellOrRing(work, one, {
      ring: `tell them ${one.reference} is stopped`,
      subject: `${one.reference} is stopped`,
      lines: [
        `You referred someone to us (${one.reference}). They no longer agree that we keep in touch with them, so we have stopped.`,
        'You need do nothing.',
      ],
    })
}
