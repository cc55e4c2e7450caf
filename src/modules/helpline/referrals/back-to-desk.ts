import { tellStaff } from '#modules/notifications'
import type { Work } from '#platform/command'
import { moveRequest } from '../requests/move-request'
import type { MovedReferral } from './move-referral'

const requestOf = ({ tx, allianceId }: Work, id: string) =>
  tx
    .selectFrom('request')
    .select(['reference', 'owner_id'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** What came of a referral is the next step of its request, and whoever has it is told. A request that is closed stays so. */
export const backToDesk = async (
  work: Work,
  referral: MovedReferral,
  { news, nextAction, on = work.today }: { readonly news: string; readonly nextAction: string; readonly on?: string },
): Promise<void> => {
  const columns = { next_action: nextAction.slice(0, 200), next_action_on: on }
  const moved = await moveRequest(work, referral.request_id, 'take', columns)
  const { reference, owner_id } = await requestOf(work, referral.request_id)
  await tellStaff(work, {
    to: owner_id ? { account: owner_id } : { role: 'helpline' },
    about: { type: 'referral', id: referral.id },
    words: `${news} (${referral.reference}, request ${reference})`,
    path: `/requests/${reference}`,
  })
  if (!moved.ok && moved.code !== 'moved-on') throw new Error(`the request of ${referral.reference}: ${moved.says}`)
}
