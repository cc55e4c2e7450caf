import { tellWhoHasIt } from '#modules/notifications'
import type { Work } from '#platform/command'
import { moveRequest } from '../requests/move-request'
import { OPEN } from '../requests/request.moves'
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
  await tellWhoHasIt(work, owner_id, {
    about: { type: 'referral', id: referral.id },
    words: `${news} (${referral.reference}, request ${reference})`,
    path: `/requests/${reference}`,
  })
  if (!moved.ok && moved.code !== 'moved-on') throw new Error(`the request of ${referral.reference}: ${moved.says}`)
}

/** A partner that no email reaches is rung: the next step of the request today, which goes on waiting for the partner. */
export const ringPartner = async (work: Work, referral: MovedReferral, words: string): Promise<void> => {
  const { tx, allianceId, today } = work
  await tx
    .updateTable('request')
    .set({ next_action: words, next_action_on: today })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', referral.request_id)
    .where('status', 'in', OPEN)
    .execute()
  const { reference, owner_id } = await requestOf(work, referral.request_id)
  await tellWhoHasIt(work, owner_id, {
    about: { type: 'referral', id: referral.id },
    words: `${words} (request ${reference})`,
    path: `/requests/${reference}`,
  })
}
