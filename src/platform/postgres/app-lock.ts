import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beganAt, bootId, isAlive } from './processes'

interface Holder {
  token: string
  pid: number
  began: string
  boot: string
  since: string
}

/** Another running DigiKnow has this data directory; the message says which, and since when. */
export class DataDirHeld extends Error {
  readonly pid: number
  readonly since: string

  constructor(dataDir: string, holder: Pick<Holder, 'pid' | 'since'>) {
    super(
      `The data in ${dataDir} is in use by another DigiKnow (process ${holder.pid}, since ${holder.since}): stop that one first`,
    )
    this.name = 'DataDirHeld'
    this.pid = holder.pid
    this.since = holder.since
  }
}

const readHolder = (file: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

const stillHolds = (holder: Holder): boolean =>
  holder.boot === bootId() && isAlive(holder.pid) && holder.began === beganAt(holder.pid)

// link() fails when the name is taken and shows the file whole or not at all, so nobody reads half a lock.
const claim = (file: string, mine: Holder): boolean => {
  const draft = `${file}.${mine.token}`
  writeFileSync(draft, JSON.stringify(mine))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

// Two starts may both find the same stale lock. What is moved away is looked at again, and put back if it was the other's new one.
const clearStale = (file: string, stale: Holder | undefined): void => {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
    if (readHolder(aside)?.token !== stale?.token) linkSync(aside, file)
  } catch {
    // Someone else moved it first: the next round sees what is there.
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Takes the data directory for this process and returns how to let it go; throws DataDirHeld while another has it. */
export const holdDataDir = (dataDir: string): (() => void) => {
  const file = join(dataDir, 'app.lock')
  const pid = process.pid
  const mine = { token: randomUUID(), pid, began: beganAt(pid), boot: bootId(), since: new Date().toISOString() }

  for (let round = 0; !claim(file, mine); round++) {
    const holder = readHolder(file)
    if (holder && (round > 20 || stillHolds(holder))) throw new DataDirHeld(dataDir, holder)
    clearStale(file, holder)
  }
  return () => {
    if (readHolder(file)?.token === mine.token) rmSync(file, { force: true })
  }
}
