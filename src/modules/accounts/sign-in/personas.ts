import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** The made-up people one can be in a demonstration. */
export const readPersonas = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('account')
    .select([
      sql<string>`persona`.as('persona'),
      'name',
      sql<
        string[]
      >`array(select r.role from account_role r where r.alliance_id = account.alliance_id and r.account_id = account.id order by r.role)`.as(
        'roles',
      ),
    ])
    .where('alliance_id', '=', allianceId)
    .where('persona', 'is not', null)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute()

export type Persona = Awaited<ReturnType<typeof readPersonas>>[number]
