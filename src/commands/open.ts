import { join } from 'node:path'
import type { Config } from '#platform/config'
import { assertBoundByRowSecurity, type Database, openDatabase } from '#platform/db'
import { migrate } from '#platform/migrate'
import { DataDirHeld, type Launched, launchPostgres, runningUrls } from '#platform/postgres/launcher'
import { openSeal } from '#platform/sealed'

export interface Urls {
  readonly ownerUrl: string
  readonly appUrl: string
}

export interface Store extends Urls {
  stop(): Promise<void>
}

const RETRY_MS = 1000

/** Our own PostgreSQL, started again whenever it ends without having been asked to. */
const keepRunning = async (dataDir: string, say: (line: string) => void): Promise<Store> => {
  let stopping = false
  const launch = (): Promise<Launched> => launchPostgres({ dataDir, log: say, onExit: () => void again() })
  const again = async (): Promise<void> => {
    while (!stopping) {
      say('PostgreSQL ended by itself: starting it again')
      try {
        current = await launch()
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }
  let current = await launch()
  const stop = async (): Promise<void> => {
    stopping = true
    await current.stop()
  }
  return { ownerUrl: current.ownerUrl, appUrl: current.appUrl, stop }
}

const notOurs = (urls: Urls): Store => ({ ...urls, stop: async () => {} })

/** Where the records are: the database the operator named, or our own under DATA_DIR. */
export const openStore = async (config: Config, say: (line: string) => void): Promise<Store> => {
  if (!config.databaseUrl) return keepRunning(config.dataDir, say)
  return notOurs({ ownerUrl: config.databaseUrl, appUrl: config.databaseUrl })
}

/** The same for a command line, which may work beside a running program. */
export const openStoreBeside = async (config: Config, say: (line: string) => void): Promise<Store> => {
  try {
    return await openStore(config, say)
  } catch (error) {
    if (!(error instanceof DataDirHeld)) throw error
    return notOurs(runningUrls(config.dataDir))
  }
}

export interface Opened extends Urls {
  readonly db: Database
  close(): Promise<void>
}

const openIn = async (store: Store, root: string, say: (line: string) => void): Promise<Opened> => {
  try {
    const applied = await migrate(store.ownerUrl, join(root, 'db'))
    if (applied.length > 0) say(`Brought the database up to date: ${applied.join(', ')}`)
    const db = openDatabase(store.appUrl)
    await assertBoundByRowSecurity(db)
    const close = async (): Promise<void> => {
      await db.close()
      await store.stop()
    }
    return { ownerUrl: store.ownerUrl, appUrl: store.appUrl, db, close }
  } catch (error) {
    await store.stop()
    throw error
  }
}

/** The database, started when it is ours, brought up to date, and open. */
export const openHouse = async (config: Config, root: string, say: (line: string) => void): Promise<Opened> => {
  const house = await openIn(await openStore(config, say), root, say)
  openSeal(config)
  return house
}

/** Opens the house for one piece of work from the command line, and closes it after. */
export const withHouse = async <T>(config: Config, root: string, work: (house: Opened) => Promise<T>): Promise<T> => {
  const say = (line: string): void => console.error(line)
  const house = await openIn(await openStoreBeside(config, say), root, say)
  openSeal(config)
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}
