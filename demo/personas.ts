import type { Actor, Role } from '#platform/access'
import type { Database } from '#platform/db'
import { newId } from '#platform/ids'

interface Persona {
  readonly persona: string
  readonly name: string
  readonly role: Role
  readonly personId?: string
  readonly partnerId?: string
}

/**
 * Makes a made-up person one can sign in as. Not a command, on purpose: no command can make a persona, so that none can exist
 * outside the demonstration.
 */
export const openPersona = async (
  db: Database,
  allianceId: string,
  { persona, name, role, ...more }: Persona,
): Promise<Actor> => {
  const id = newId()
  const { personId = null, partnerId = null } = more
  await db.transaction({ allianceId }, async (tx) => {
    await tx
      .insertInto('account')
      .values({
        alliance_id: allianceId,
        id,
        name,
        email: `${persona}@example.org`,
        persona,
        person_id: personId,
        partner_id: partnerId,
      })
      .execute()
    await tx.insertInto('account_role').values({ alliance_id: allianceId, account_id: id, role }).execute()
  })
  return { kind: 'account', name, roles: [role], accountId: id, personId, partnerId }
}

/** The personas of an alliance that are there already, by role. */
export const readPersonas = async (db: Database, allianceId: string): Promise<Partial<Record<Role, Actor>>> => {
  const rows = await db.transaction({ allianceId, readOnly: true }, (tx) =>
    tx
      .selectFrom('account')
      .innerJoin('account_role', (join) =>
        join.onRef('account_role.account_id', '=', 'account.id').onRef('account_role.alliance_id', '=', 'account.alliance_id'),
      )
      .select(['account.id', 'account.name', 'account_role.role', 'account.person_id', 'account.partner_id'])
      .where('account.alliance_id', '=', allianceId)
      .where('account.persona', 'is not', null)
      .execute(),
  )
  const actorOf = (row: (typeof rows)[number]): Actor => ({
    kind: 'account',
    name: row.name,
    roles: [row.role as Role],
    accountId: row.id,
    personId: row.person_id,
    partnerId: row.partner_id,
  })
  return Object.fromEntries(rows.map((row) => [row.role, actorOf(row)]))
}
