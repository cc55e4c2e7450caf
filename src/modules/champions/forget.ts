import type { Forget } from '#platform/module'

/** Takes a person out of the matches: what a champion answered about them. */
export const forgetMatches: Forget = async ({ tx, allianceId }, personId) => {
  const matches = tx.updateTable('match').set({ answer: '' })
  await matches.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}
