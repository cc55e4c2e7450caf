import type { Forget } from '#platform/module'

/** Takes a person out of the sessions that were theirs alone: the title and what was written about them. A group's stay. */
export const forgetSessions: Forget = async ({ tx, allianceId }, personId) => {
  const requests = tx.selectFrom('request').select('id').where('alliance_id', '=', allianceId).where('person_id', '=', personId)
  const sessions = tx.updateTable('session').set({ title: '', notes: '' })
  await sessions
    .where('alliance_id', '=', allianceId)
    .where('kind', '=', 'one_to_one')
    .where('request_id', 'in', requests)
    .execute()
}
