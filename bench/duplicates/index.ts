import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chanceOf } from '../../demo/chance'
import { systemActor } from '../../src/platform/access'
import { systemClock } from '../../src/platform/clock'
import type { Ctx } from '../../src/platform/command'
import { type Database, openDatabase } from '../../src/platform/db'
import { newId } from '../../src/platform/ids'
import { migrate } from '../../src/platform/migrate'
import { launchPostgres } from '../../src/platform/postgres/launcher'
import { type Measure, measureDuplicates, type Told } from './measure'
import { labelledRecords, type WrittenDown } from './records'

export interface DuplicatesOptions {
  readonly root: string
  readonly people: number
  /** Towns of made-up people, one for each: of one alone chance decides the last half per cent. */
  readonly seeds: readonly string[]
  /** How many of those offered wrongly, and of those missed, to print. */
  readonly show: number
}

const openAlliance = async (db: Database, slug: string): Promise<Ctx> => {
  const allianceId = newId()
  const values = { id: allianceId, slug, name: 'Bench', borough: 'Benchborough' }
  await db.transaction({ allianceId }, (tx) => tx.insertInto('alliance').values(values).execute())
  return { db, allianceId, actor: systemActor, clock: systemClock }
}

const together = (all: readonly Measure[]): Measure => {
  const sum = (of: (one: Measure) => number): number => all.reduce((total, one) => total + of(one), 0)
  const [doubles, offered, right] = [sum((one) => one.doubles), sum((one) => one.offered), sum((one) => one.right)]
  return {
    ...{ doubles, offered, right, precision: right / offered, recall: right / doubles },
    records: sum((one) => one.records),
    seconds: sum((one) => one.seconds),
  }
}

const inWords = ({ name, birthYear, phones, email, postcode }: WrittenDown): string =>
  [name, birthYear, phones.join(' '), email, postcode].filter(Boolean).join(', ')

const lines = (title: string, pairs: Told['wrong'], most: number): string[] =>
  pairs.slice(0, most).map(([one, other]) => `  ${title}: ${inWords(one)}  |  ${inWords(other)}`)

const report = (town: string, { records, doubles, offered, right, precision, recall, seconds }: Measure): string =>
  [
    `${town}: ${records} records, of which ${doubles} pairs are of one person`,
    `offered ${offered}, right ${right}`,
    `precision ${precision.toFixed(4)} (at least 0.99 wanted), recall ${recall.toFixed(4)} (at least 0.90 wanted)`,
    `looked at in ${seconds.toFixed(1)} s, ${((seconds * 1000) / records).toFixed(1)} ms a person`,
  ].join('\n')

/** Measures what the search for duplicates offers, against made-up people of whom we know who is who. */
export const benchDuplicates = async ({ root, people, seeds, show }: DuplicatesOptions): Promise<void> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'digiknow-bench-'))
  const own = await launchPostgres({ dataDir, log: () => {}, settings: { fsync: 'off' } })
  try {
    await migrate(own.ownerUrl, join(root, 'db'))
    const db = openDatabase(own.appUrl)
    const all: Told[] = []
    for (const [at, seed] of seeds.entries()) {
      const told = await measureDuplicates(await openAlliance(db, `bench-${at}`), labelledRecords(chanceOf(seed), people))
      all.push(told)
      console.log(
        [report(seed, told), ...lines('offered wrongly', told.wrong, show), ...lines('missed', told.missed, show)].join('\n'),
      )
    }
    await db.close()
    const whole = together(all)
    console.log(report('All together', whole))
    if (whole.precision < 0.99 || whole.recall < 0.9) process.exitCode = 1
  } finally {
    await own.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
