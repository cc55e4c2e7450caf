import type { Forget } from '#platform/module'

/** Takes a person out of the messages: where they went and what they said, theirs and ours. That they went, and when, stays. */
export const forgetMessages: Forget = async ({ tx, allianceId }, personId) => {
  const messages = tx.updateTable('message').set({ address: '', subject: '', body: '', failure: null })
  await messages.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  const notices = tx.updateTable('notice').set({ personalisation: '{}' })
  await notices.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  const texts = tx.updateTable('inbound_text').set({ from_number: '', words: '' })
  await texts.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}
