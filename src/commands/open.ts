import { join } from 'node:path'
import type { Config } from '#platform/config'
import { assertBoundByRowSecurity, type Database, openDatabase } from '#platform/db'
import { migrate } from '#platform/migrate'
import { launchPostgres } from '#platform/postgres/launcher'

export interface Opened {
  readonly db: Database
  readonly ownerUrl: string
  /** Names of the migrations that were new. */
  readonly applied: readonly string[]
  close(): Promise<void>
}

export interface OpenOptions {
  readonly say: (line: string) => void
  readonly onDatabaseExit?: () => void
}

/** The database, started when it is ours, migrated, and open. */
export const openHouse = async (config: Config, root: string, { say, onDatabaseExit }: OpenOptions): Promise<Opened> => {
  const own = config.databaseUrl
    ? null
    : await launchPostgres({ dataDir: config.dataDir, log: say, ...(onDatabaseExit && { onExit: onDatabaseExit }) })
  try {
    const ownerUrl = config.databaseUrl ?? own?.ownerUrl ?? ''
    const applied = await migrate(ownerUrl, join(root, 'db'))
    if (applied.length > 0) say(`Brought the database up to date: ${applied.join(', ')}`)
    const db = openDatabase(own?.appUrl ?? ownerUrl, { onError: () => {} })
    await assertBoundByRowSecurity(db)
    const close = async (): Promise<void> => {
      await db.close()
      await own?.stop()
    }
    return { db, ownerUrl, applied, close }
  } catch (error) {
    await own?.stop()
    throw error
  }
}
