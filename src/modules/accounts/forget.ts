import type { Forget } from '#platform/module'

/** Takes a person's own sign-in away: it is closed, and names nobody. */
export const forgetAccount: Forget = async ({ tx, allianceId, at }, personId) => {
  const own = await tx
    .selectFrom('account')
    .select(['id', 'closed_at'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .execute()
  for (const { id, closed_at } of own) {
    await tx
      .updateTable('account')
      .set({ name: 'Someone who was erased', email: `erased-${id}@invalid.example`, closed_at: closed_at ?? at })
      .where('alliance_id', '=', allianceId)
      .where('id', '=', id)
      .execute()
    const signIns = tx.updateTable('sign_in').set({ ended_at: at })
    await signIns.where('alliance_id', '=', allianceId).where('account_id', '=', id).where('ended_at', 'is', null).execute()
  }
}
