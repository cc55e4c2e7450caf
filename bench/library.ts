import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../src/platform/db'
import { migrate } from '../src/platform/migrate'
import { launchPostgres } from '../src/platform/postgres/launcher'
import { fillLibrary, type Times, timeAvailability } from './library/availability'
import { stockShelf } from './library/shelf'
import { storm } from './library/storm'

export interface LibraryOptions {
  readonly root: string
  readonly interleavings: number
  readonly seed: number
}

const say = (line: string): void => console.log(line)

const lineOf = ({ what, p50, p95 }: Times): string => `  ${what.padEnd(46)} p50 ${p50.toFixed(1)} ms   p95 ${p95.toFixed(1)} ms`

const measureLibrary = async (ownerUrl: string): Promise<boolean> => {
  const db = openDatabase(ownerUrl)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const { allianceId, devices, loans, bookings, claims } = await fillLibrary(owner)
  say(`Availability: ${devices} devices, ${loans} loans past and present, ${bookings} booked ahead, ${claims} days-claims open`)
  const times = await timeAvailability(db, owner, allianceId, 400)
  for (const time of times) say(lineOf(time))
  await owner.end()
  await db.close()
  return times.every(({ p95 }) => p95 <= 50)
}

const weather = async (ownerUrl: string, { interleavings, seed }: LibraryOptions): Promise<boolean> => {
  const db = openDatabase(ownerUrl, { max: 24 })
  const began = Date.now()
  const { steps, doubles, done, ...met } = await storm({ shelf: await stockShelf(db, 4), interleavings, seed, hands: 12, say })
  await db.close()
  say(
    `Interleavings: ${met.interleavings} (${steps} steps by 12 hands on 4 devices, ${((Date.now() - began) / 1000).toFixed(0)} s)`,
  )
  say(
    `  done: ${Object.entries(done)
      .map(([name, times]) => `${name} ${times}`)
      .join(', ')}`,
  )
  say(`  days promised twice: ${doubles.length}`)
  for (const double of doubles) say(`  ${double}`)
  return doubles.length === 0
}

/** Whether the device library keeps its promises, and how fast it knows what is free. On a PostgreSQL of its own. */
export const benchLibrary = async (options: LibraryOptions): Promise<boolean> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'digiknow-bench-'))
  const postgres = await launchPostgres({ dataDir, log: () => {} })
  try {
    await migrate(postgres.ownerUrl, join(options.root, 'db'))
    const fast = await measureLibrary(postgres.ownerUrl)
    return (await weather(postgres.ownerUrl, options)) && fast
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
