import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { allIn } from '../src/platform/postgres/processes'
import { prepareDesk } from './kill/prepare'
import { type Program, programOn } from './kill/program'
import { type Tally, tally } from './kill/tally'
import { startWriter, type Writer } from './kill/writer'

export interface KillOptions {
  readonly kills: number
  readonly log: (line: string) => void
  readonly root?: string
}

export interface KillResult extends Tally {
  readonly kills: Readonly<Record<Victim, number>>
  readonly acknowledged: number
  readonly retries: number
  readonly odd: readonly string[]
  /** The longest it took to answer again after a kill, in milliseconds. */
  readonly slowest: number
  /** PostgreSQL processes left after the last stop. */
  readonly orphans: number
}

export const VICTIMS = ['app', 'database', 'both'] as const
export type Victim = (typeof VICTIMS)[number]

/** Kills the program, its database or both outright, and waits until it answers again. */
export const killOne = async (program: Program, victim: Victim): Promise<void> => {
  const pids = { app: program.pid(), database: program.databasePid() }
  if (victim !== 'app') process.kill(pids.database, 'SIGKILL')
  if (victim !== 'database') {
    process.kill(pids.app, 'SIGKILL')
    await program.ended()
    await program.start()
  }
  // The program brings its database back by itself; nobody helps.
  await program.ready()
}

const ENOUGH = 10
const MOST_MS = 60_000

/** However busy the machine is, something has been acknowledged between one kill and the next. */
const untilWritten = async ({ acknowledged }: Pick<Writer, 'acknowledged'>): Promise<void> => {
  const [before, began] = [acknowledged.length, Date.now()]
  while (acknowledged.length < before + ENOUGH && Date.now() - began < MOST_MS) await sleep(20)
}

const killOften = async (program: Program, writer: Writer, { kills, log }: KillOptions) => {
  const counts: Record<Victim, number> = { app: 0, database: 0, both: 0 }
  let slowest = 0
  for (let at = 0; at < kills; at++) {
    await untilWritten(writer)
    await sleep(150 + Math.random() * 700)
    const victim = VICTIMS[at % VICTIMS.length] ?? 'both'
    const began = Date.now()
    await killOne(program, victim)
    slowest = Math.max(slowest, Date.now() - began)
    counts[victim]++
    log(`kill ${at + 1} of ${kills}: ${victim}, answering again after ${Date.now() - began} ms`)
  }
  await untilWritten(writer)
  return { kills: counts, slowest }
}

/** Kills the program, its database, or both in the middle of writing, again and again; then counts what became of each write. */
export const killTest = async (options: KillOptions): Promise<KillResult> => {
  const root = options.root ?? process.cwd()
  const dataDir = await mkdtemp(join(tmpdir(), 'digiknow-kill-'))
  const program = await programOn(root, dataDir)
  try {
    const desk = await prepareDesk(root, dataDir)
    await program.start()
    const writer = startWriter(program.origin, desk)
    const { kills, slowest } = await killOften(program, writer, options)
    await writer.stop()
    await program.stop()
    const orphans = allIn(join(dataDir, 'postgres', 'data')).length
    const held = await tally(dataDir, desk, writer.acknowledged)
    const wrote = { acknowledged: writer.acknowledged.length, retries: writer.retries(), odd: writer.odd }
    return { kills, slowest, orphans, ...wrote, ...held }
  } finally {
    await program.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
