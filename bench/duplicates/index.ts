import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chanceOf } from '../../demo/chance'
import { systemActor } from '../../src/platform/access'
import { systemClock } from '../../src/platform/clock'
import type { Ctx } from '../../src/platform/command'
import { openDatabase } from '../../src/platform/db'
import { newId } from '../../src/platform/ids'
import { migrate } from '../../src/platform/migrate'
import { launchPostgres } from '../../src/platform/postgres/launcher'
import { measureDuplicates, type Told } from './measure'
import { labelledRecords, type WrittenDown } from './records'

export interface DuplicatesOptions {
  readonly root: string
  readonly people: number
  readonly seed: string
  /** How many of those offered wrongly, and of those missed, to print. */
  readonly show: number
}

const openAlliance = async (appUrl: string): Promise<Ctx & { close(): Promise<void> }> => {
  const db = openDatabase(appUrl)
  const allianceId = newId()
  const values = { id: allianceId, slug: 'bench', name: 'Bench', borough: 'Benchborough' }
  await db.transaction({ allianceId }, (tx) => tx.insertInto('alliance').values(values).execute())
  return { db, allianceId, actor: systemActor, clock: systemClock, close: () => db.close() }
}

const inWords = ({ name, birthYear, phones, email, postcode }: WrittenDown): string =>
  [name, birthYear, phones.join(' '), email, postcode].filter(Boolean).join(', ')

const lines = (title: string, pairs: Told['wrong'], most: number): string[] =>
  pairs.slice(0, most).map(([one, other]) => `  ${title}: ${inWords(one)}  |  ${inWords(other)}`)

const report = ({ records, doubles, offered, right, precision, recall, seconds, wrong, missed }: Told, show: number): string =>
  [
    `${records} records, of which ${doubles} pairs are of one person`,
    `offered ${offered}, right ${right}`,
    `precision ${precision.toFixed(4)} (at least 0.99 wanted), recall ${recall.toFixed(4)} (at least 0.90 wanted)`,
    `looked at in ${seconds.toFixed(1)} s, ${((seconds * 1000) / records).toFixed(1)} ms a person`,
    ...lines('offered wrongly', wrong, show),
    ...lines('missed', missed, show),
  ].join('\n')

/** Measures what the search for duplicates offers, against made-up people of whom we know who is who. */
export const benchDuplicates = async ({ root, people, seed, show }: DuplicatesOptions): Promise<void> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'digiknow-bench-'))
  const own = await launchPostgres({ dataDir, log: () => {}, settings: { fsync: 'off' } })
  try {
    await migrate(own.ownerUrl, join(root, 'db'))
    const ctx = await openAlliance(own.appUrl)
    const told = await measureDuplicates(ctx, labelledRecords(chanceOf(seed), people))
    await ctx.close()
    console.log(report(told, show))
    if (told.precision < 0.99 || told.recall < 0.9) process.exitCode = 1
  } finally {
    await own.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
