import type { Forget } from '#platform/module'

/** Takes a person out of what was given to them: the notes. */
export const forgetGifts: Forget = async ({ tx, allianceId }, personId) => {
  const gifts = tx.updateTable('distribution').set({ notes: '' })
  await gifts.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}
