import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Role } from '../../src/platform/access'
import { type Database, openDatabase } from '../../src/platform/db'
import { newId } from '../../src/platform/ids'
import { migrate } from '../../src/platform/migrate'
import { launchPostgres } from '../../src/platform/postgres/launcher'

export interface Desk {
  readonly allianceId: string
  readonly slug: string
  /** The cookie of who works there, signed in: a helpline worker, unless told otherwise. */
  readonly cookie: string
}

/** Opens the stopped program's own PostgreSQL for as long as `work` takes. */
export const withItsDatabase = async <T>(dataDir: string, work: (db: Database, ownerUrl: string) => Promise<T>): Promise<T> => {
  const postgres = await launchPostgres({ dataDir, log: () => {} })
  const db = openDatabase(postgres.appUrl)
  try {
    return await work(db, postgres.ownerUrl)
  } finally {
    await db.close()
    await postgres.stop()
  }
}

const seat = async (db: Database, allianceId: string, role: Role): Promise<string> => {
  const [account, token] = [newId(), randomBytes(32).toString('base64url')]
  const at = new Date()
  await db.transaction({ allianceId }, async (tx) => {
    const mine = { alliance_id: allianceId }
    await tx
      .insertInto('account')
      .values({ ...mine, id: account, name: 'Writer', email: 'writer@example.org' })
      .execute()
    await tx
      .insertInto('account_role')
      .values({ ...mine, account_id: account, role })
      .execute()
    const hash = createHash('sha256').update(token).digest()
    const times = { created_at: at, last_seen_at: at, expires_at: new Date(at.getTime() + 86_400_000) }
    await tx
      .insertInto('sign_in')
      .values({ ...mine, id: newId(), account_id: account, token_hash: hash, ...times })
      .execute()
  })
  return `digiknow=${token}`
}

interface Furnished {
  readonly role?: Role
  /** What stands in the alliance before it starts. */
  readonly furnish?: (db: Database, allianceId: string) => Promise<void>
}

/** Makes an alliance with one who works there, signed in, in a data folder that was empty. */
export const prepareDesk = (root: string, dataDir: string, { role = 'helpline', furnish }: Furnished = {}): Promise<Desk> =>
  withItsDatabase(dataDir, async (_db, ownerUrl) => {
    await migrate(ownerUrl, join(root, 'db'))
    // Opened anew: the role the program signs in as is made by the migration.
    const db = openDatabase(ownerUrl)
    const id = newId()
    const slug = 'killtown'
    await db.transaction({ allianceId: id }, (tx) =>
      tx.insertInto('alliance').values({ id, slug, name: 'Killtown', borough: 'Killtown' }).execute(),
    )
    const cookie = await seat(db, id, role)
    await furnish?.(db, id)
    await db.close()
    return { allianceId: id, slug, cookie }
  })
