import type { Forget } from '#platform/module'

/** Takes a person out of the matches: why a champion was asked, and what they answered. */
export const forgetMatches: Forget = async ({ tx, allianceId }, personId) => {
  const matches = tx.updateTable('match').set({ answer: '', reasons: '[]' })
  await matches.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}
