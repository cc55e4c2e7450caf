import type { Role } from '../src/platform/access'
import type { Opened } from '../src/commands/open'
import { newId } from '../src/platform/ids'

const PERSONAS: readonly { persona: string; name: string; roles: readonly Role[] }[] = [
  { persona: 'helpline', name: 'Priya, helpline worker', roles: ['helpline'] },
  { persona: 'coordinator', name: 'Dee, champion coordinator', roles: ['coordinator'] },
  { persona: 'librarian', name: 'Sam, device librarian', roles: ['librarian'] },
]

/** Fills an empty database with the invented borough. Does nothing when there is an alliance already. */
export const fillDemo = async ({ db }: Opened, say: (line: string) => void): Promise<void> => {
  const { rows } = await db.pool.query('select 1 from alliance limit 1')
  if (rows.length > 0) return
  say('Filling in the demonstration…')
  const id = newId()
  await db.transaction({ allianceId: id }, async (tx) => {
    await tx
      .insertInto('alliance')
      .values({
        id,
        slug: 'stockport',
        name: 'DigiKnow',
        borough: 'Stockport',
        strapline: 'Getting Stockport online, together',
        helpline_number: '+441614960142',
        helpline_hours: 'Monday to Friday, 9am to 5pm',
      })
      .execute()
    for (const { persona, name, roles } of PERSONAS) {
      const account = newId()
      await tx
        .insertInto('account')
        .values({ alliance_id: id, id: account, name, email: `${persona}@example.org`, persona })
        .execute()
      await tx
        .insertInto('account_role')
        .values(roles.map((role) => ({ alliance_id: id, account_id: account, role })))
        .execute()
    }
  })
}
