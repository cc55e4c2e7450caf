import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '../../src/platform/db'
import { migrate } from '../../src/platform/migrate'
import { launchPostgres } from '../../src/platform/postgres/launcher'
import { type FakeNotify, openFakeNotify } from '../../test/fake-notify/index'
import { signIn } from '../bench-pages'
import { type Generated, generate } from '../generate'
import { withItsDatabase } from '../kill/prepare'
import { programOn } from '../kill/program'
import { type Load, type Measured, measure } from '../load'
import { PAGES } from '../pages'
import { type MessageTally, tallyMessages } from './tally'
import { environmentOf, oweReminders, setWays } from './town'

export interface MessageBenchOptions {
  readonly root: string
  readonly reminders: number
  readonly connections: number
  readonly log: (line: string) => void
}

const WINDOW_SECONDS = 10
/** Each asks for a page every quarter of a second: 4 of them are busier than 30 people at desks. */
const PAUSE_MS = 250

/** Every generated person gets a mobile of their own and is best reached by text. */
const makeReachable = async (ownerUrl: string, { allianceId }: Generated, from: number): Promise<void> => {
  const db = openDatabase(ownerUrl)
  await db.transaction({ allianceId }, async (tx) => {
    await sql`update person set ways = '{text}' where alliance_id = ${allianceId}`.execute(tx)
    await sql`update person_phone p set number = '+44771' || lpad((${from}::int + n)::text, 7, '0')
      from (select person_id, row_number() over (order by person_id) as n from person_phone where alliance_id = ${allianceId}) numbered
      where p.alliance_id = ${allianceId} and p.person_id = numbered.person_id`.execute(tx)
  })
  await db.close()
}

const fill = async (dataDir: string, fake: FakeNotify, { root, reminders, log }: MessageBenchOptions) => {
  const own = await launchPostgres({ dataDir, log: () => {} })
  try {
    await migrate(own.ownerUrl, join(root, 'db'))
    const towns = await generate(own.ownerUrl, reminders, log)
    const db = openDatabase(own.appUrl)
    for (const [at, town] of towns.entries()) {
      await makeReachable(own.ownerUrl, town, at * 1_000_000)
      await setWays(db, town.allianceId, fake)
      log(`${await oweReminders(db, town.allianceId)} reminders are due in ${town.slug}`)
    }
    await db.close()
    const [first] = towns
    if (!first) throw new Error('no reminders asked for')
    return { towns, cookie: await signIn(own.appUrl, first) }
  } finally {
    await own.stop()
  }
}

const READ = PAGES.filter(({ name }) => name !== 'lend a device')

interface Window extends Measured {
  readonly page: string
}

/** One page after another, each as people at work ask for it, for as long as `more` says. */
const measureWhile = async (
  load: Omit<Load, 'seconds' | 'next' | 'pauseMs'>,
  more: (done: readonly Window[]) => boolean,
): Promise<Window[]> => {
  const done: Window[] = []
  let turn = 0
  while (more(done)) {
    const page = READ[done.length % READ.length]
    if (!page) break
    const next = () => {
      turn++
      return page.shot(turn)
    }
    const measured = await measure({ ...load, seconds: WINDOW_SECONDS, next, pauseMs: PAUSE_MS, warmUp: 1 })
    done.push({ ...measured, page: page.name })
  }
  return done
}

const middle = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)

/** The 95th percentile of a page in milliseconds: the middle of its windows, and the worst of them. */
const figuresOf = (windows: readonly Window[]) =>
  Object.fromEntries(
    READ.map(({ name }) => {
      const p95 = windows.filter(({ page }) => page === name).map((window) => window.p95)
      return [name, { p95Ms: middle(p95), worst: Math.round(Math.max(0, ...p95)) }]
    }),
  )

export interface MessageBenchResult {
  readonly owed: number
  readonly minutes: number
  /** The most that came in any sixty seconds, and how many Notify refused for coming too fast. */
  readonly mostInAMinute: number
  readonly refusedForTheRate: number
  readonly tallies: readonly MessageTally[]
  readonly pagesWhileSending: ReturnType<typeof figuresOf>
  readonly pagesAfter: ReturnType<typeof figuresOf>
  /** Pages that were answered with a fault or a refusal. */
  readonly wrong: number
}

/** Due reminders planned and handed to a fake Notify within its limit, while pages are asked for: how long, how fast, how many. */
export const benchMessages = async (options: MessageBenchOptions): Promise<MessageBenchResult> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'digiknow-bench-messages-'))
  const fake = await openFakeNotify({ settleMs: 20 })
  const program = await programOn(options.root, dataDir, environmentOf(fake))
  const { reminders, connections, log } = options
  try {
    const { towns, cookie } = await fill(dataDir, fake, options)
    await program.start()
    const began = Date.now()
    const load = { pid: program.pid(), port: Number(new URL(program.origin).port), cookie, connections }
    const busy = await measureWhile(load, (done) => {
      if (done.length > 0)
        log(`${fake.arrived.length} of ${reminders} sent; ${done.at(-1)?.page}: p95 ${Math.round(done.at(-1)?.p95 ?? 0)} ms`)
      return fake.arrived.length < reminders && Date.now() - began < 3_600_000
    })
    const minutes = (Date.now() - began) / 60_000
    const after = await measureWhile(load, (done) => done.length < READ.length)
    await program.stop()
    const tallies = await withItsDatabase(dataDir, async (db) => {
      const all: MessageTally[] = []
      for (const { allianceId } of towns) all.push(await tallyMessages(db, allianceId, fake))
      return all
    })
    const rate = { mostInAMinute: fake.limits.most(), refusedForTheRate: fake.limits.refused() }
    const wrong = [...busy, ...after].reduce((sum, window) => sum + window.wrong, 0)
    const pages = { pagesWhileSending: figuresOf(busy), pagesAfter: figuresOf(after), wrong }
    return { owed: reminders, minutes: Math.round(minutes * 10) / 10, ...rate, ...pages, tallies }
  } finally {
    await program.stop()
    await fake.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
