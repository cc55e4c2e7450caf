import type { Forget } from '#platform/module'
import { openOf, stopOne } from './stop-referrals'
import { revokeLinks } from './tell-partner'

/** Ends what partners were asked about someone, and takes out every word that was written of them. */
export const forgetReferrals: Forget = async (work, personId) => {
  const { tx, allianceId } = work
  for (const one of await openOf(work, { person_id: personId })) await stopOne(work, one, 'not_agreed')
  const known = await tx
    .updateTable('referral')
    .set({ words: '', partner_words: '' })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .returning('id')
    .execute()
  for (const { id } of known) await revokeLinks(work, id)
}
