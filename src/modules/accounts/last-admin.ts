import type { Work } from '#platform/command'
import { type Refusal, refuse } from '#platform/outcome'

const LAST_ADMIN = refuse(
  'last-admin',
  'This is the only administrator. Make someone else an administrator first, so that somebody can look after accounts',
)

const lockAdmins = ({ tx, allianceId }: Work) =>
  tx
    .selectFrom('account_role')
    .select('account_id')
    .where('alliance_id', '=', allianceId)
    .where('role', '=', 'admin')
    .orderBy('account_id')
    .forUpdate()
    .execute()

/**
 * Refuses to leave an alliance without an administrator. Two administrators removing each other wait for one another on the
 * lock; the second then reads, in a statement of its own, what the first has left. A persona is no administrator to real people.
 */
export const refuseIfLastAdmin = async (work: Work, account: { id: string; persona: string | null }): Promise<Refusal | null> => {
  const admins = await lockAdmins(work)
  if (!admins.some(({ account_id }) => account_id === account.id)) return null
  const { tx, allianceId } = work
  const other = await tx
    .selectFrom('account')
    .innerJoin('account_role as role', (join) =>
      join.onRef('role.account_id', '=', 'account.id').onRef('role.alliance_id', '=', 'account.alliance_id'),
    )
    .select('account.id')
    .where('account.alliance_id', '=', allianceId)
    .where('role.role', '=', 'admin')
    .where('account.id', '<>', account.id)
    .where('account.closed_at', 'is', null)
    .$if(account.persona === null, (query) => query.where('account.persona', 'is', null))
    .executeTakeFirst()
  return other ? null : LAST_ADMIN
}
