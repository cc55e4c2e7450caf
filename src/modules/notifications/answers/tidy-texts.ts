import type { Ctx } from '#platform/command'

const KEPT_MS = 365 * 86_400_000

/** Every night: forgets who wrote, and what, in texts of a year ago that belong to nobody we know. That they came stays. */
export const tidyTexts = async ({ db, allianceId, clock }: Ctx): Promise<void> => {
  const before = new Date(clock.now().getTime() - KEPT_MS)
  await db.transaction({ allianceId }, (tx) =>
    tx
      .updateTable('inbound_text')
      .set({ from_number: '', words: '', seen_to_words: '' })
      .where('alliance_id', '=', allianceId)
      .where('person_id', 'is', null)
      .where('received_at', '<', before)
      .where('status', '<>', 'received')
      .where('from_number', '<>', '')
      .execute(),
  )
}
