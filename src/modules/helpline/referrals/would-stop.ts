import type { WouldStop } from '#platform/module'
import { plural } from '#ui/format'
import { OPEN_REFERRAL } from './referral.moves'

/** Referrals to partners that would stop, whichever of the three it is. */
export const referralsToStop: WouldStop = async (tx, { allianceId, people }) => {
  const open = await tx
    .selectFrom('referral')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('person_id', 'in', [...people])
    .where('status', 'in', OPEN_REFERRAL)
    .execute()
  return open.length > 0 ? [`${plural(open.length, 'referral')} to a partner`] : []
}
