import type { Tx } from '#platform/db'

/** The newest messages of an alliance. */
export const readOutbox = (tx: Tx, allianceId: string, most = 50) =>
  tx
    .selectFrom('message')
    .select(['id', 'address', 'subject', 'body', 'created_at'])
    .where('alliance_id', '=', allianceId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

export type OutboxMessage = Awaited<ReturnType<typeof readOutbox>>[number]
