import type { Tx } from '#platform/db'

/** Where we go by another name, our number would say who we are: "ring us on the number you have for us". */
const UNSAID = 'the number you have for us'

/**
 * Who we are on what a person may leave lying about: where a safe contact plan gives us another name, that and no number. `helpline`:
 * what to ring, in words. To nobody in particular, such as an organisation, we are ourselves.
 */
export const whoWeAreTo = async (tx: Tx, allianceId: string, personId: string | null) => {
  const { name, number, other } = await tx
    .selectFrom('alliance')
    .leftJoin('person_reach as reach', (join) =>
      join.onRef('reach.alliance_id', '=', 'alliance.id').on('reach.person_id', '=', personId),
    )
    .select(['alliance.name', 'alliance.helpline_number as number', 'reach.our_name as other'])
    .where('alliance.id', '=', allianceId)
    .executeTakeFirstOrThrow()
  return other ? { name: other, number: null, helpline: UNSAID } : { name, number, helpline: number ?? '' }
}
