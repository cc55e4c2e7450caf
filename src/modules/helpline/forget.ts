import type { Forget } from '#platform/module'
import { forgetReferrals } from './referrals/forget'
import { requestMoves } from './requests/request.moves'

/** Takes a person out of the helpline's records: what they asked for in their own words, and what was said on the phone. */
export const forgetAtHelpline: Forget = async (work, personId) => {
  const { tx, allianceId, today } = work
  const { from, to } = requestMoves.close
  const ended = { status: to, outcome: 'not_needed', closed_on: today, next_action: null, next_action_on: null, waits_for: null }
  await tx
    .updateTable('request')
    .set(ended)
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', from)
    .execute()
  const requests = tx.updateTable('request').set({ words: '', what_changed: '', next_action: null, next_action_on: null })
  await requests.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  const calls = tx.updateTable('call').set({ notes: '', why_nothing: null })
  await calls
    .where('alliance_id', '=', allianceId)
    .where((row) => row.or([row('person_id', '=', personId), row('caller_id', '=', personId)]))
    .execute()
  await forgetReferrals(work, personId)
  await tx.deleteFrom('call_draft').where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  const signposts = tx.updateTable('signpost').set({ words: 'Erased' })
  await signposts.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}
