import type { Tx } from '#platform/db'

/** The id behind a person's reference, or undefined. */
export const personIdBy = async (tx: Tx, allianceId: string, reference: string): Promise<string | undefined> =>
  (
    await tx
      .selectFrom('person')
      .select('id')
      .where('alliance_id', '=', allianceId)
      .where('reference', '=', reference.toUpperCase())
      .executeTakeFirst()
  )?.id
