import type { Forget } from '#platform/module'

/** Takes a person out of the messages: where they went and what they said, theirs and ours. That they went, and when, stays. */
export const forgetMessages: Forget = async ({ tx, allianceId }, personId) => {
  const messages = tx.updateTable('message').set({ address: '', subject: '', body: '', failure: null })
  await messages.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  const notices = tx.updateTable('notice').set({ personalisation: '{}' })
  await notices.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
  // The one last text after STOP goes to a number, and names its owner only through what they texted.
  const goodbyes = tx.updateTable('message').set({ address: '', body: '' }).where('alliance_id', '=', allianceId)
  await goodbyes
    .where('about_type', '=', 'inbound_text')
    .where('about_id', 'in', (query) =>
      query.selectFrom('inbound_text').select('id').where('alliance_id', '=', allianceId).where('person_id', '=', personId),
    )
    .execute()
  const texts = tx.updateTable('inbound_text').set({ from_number: '', words: '', seen_to_words: '' })
  await texts.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}
