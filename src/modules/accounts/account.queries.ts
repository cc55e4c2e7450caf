import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { isId } from '#platform/ids'

const roles = sql<string[]>`array(
  select r.role from account_role r where r.alliance_id = account.alliance_id and r.account_id = account.id order by r.role)`

/** The accounts of an alliance, with their roles, and the person or partner each stands for. */
export const accountRows = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('account')
    .leftJoin('person', (join) =>
      join.onRef('person.id', '=', 'account.person_id').onRef('person.alliance_id', '=', 'account.alliance_id'),
    )
    .leftJoin('partner', (join) =>
      join.onRef('partner.id', '=', 'account.partner_id').onRef('partner.alliance_id', '=', 'account.alliance_id'),
    )
    .select([
      'account.id',
      'account.name',
      'account.email',
      'account.persona',
      'account.signed_in_at',
      'account.closed_at',
      'account.partner_id',
      'person.reference as person',
      'partner.name as partner',
      roles.as('roles'),
    ])
    .where('account.alliance_id', '=', allianceId)

export type AccountRow = NonNullable<Awaited<ReturnType<ReturnType<typeof accountRows>['executeTakeFirst']>>>

/** One account of this alliance, or undefined. */
export const readAccount = async (tx: Tx, allianceId: string, id: string): Promise<AccountRow | undefined> =>
  isId(id) ? accountRows(tx, allianceId).where('account.id', '=', id).executeTakeFirst() : undefined

/** The partners of today, to choose whom an account speaks for. */
export const partnerOptions = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('partner')
    .select(['id as value', 'name as label'])
    .where('alliance_id', '=', allianceId)
    .where('left_on', 'is', null)
    .orderBy('name')
    .execute()
