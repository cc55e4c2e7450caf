import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../src/platform/db'
import { runningUrls } from '../../src/platform/postgres/launcher'
import { type FakeNotify, openFakeNotify } from '../../test/fake-notify/index'
import { killOne, VICTIMS } from '../kill'
import { prepareDesk, withItsDatabase } from '../kill/prepare'
import { type Program, programOn } from '../kill/program'
import { isDone, type MessageTally, tallyMessages } from './tally'
import { addPeople, environmentOf, oweReminders, setWays } from './town'

export interface MessageKillOptions {
  readonly messages: number
  readonly kills: number
  readonly log: (line: string) => void
  readonly root?: string
}

export interface MessageKillResult extends MessageTally {
  readonly owed: number
  readonly kills: number
  readonly seconds: number
}

const MOST_MS = 15 * 60_000
const TICK_MS = 20

/** Waits until more texts have come than `count`, or all have. */
const untilMore = async (fake: FakeNotify, count: number, all: number): Promise<void> => {
  const began = Date.now()
  while (fake.arrived.length < Math.min(count, all)) {
    if (Date.now() - began > MOST_MS) throw new Error(`no text came for ${MOST_MS / 60_000} minutes`)
    await sleep(TICK_MS)
  }
}

const killOften = async (program: Program, fake: FakeNotify, { kills, messages, log }: MessageKillOptions): Promise<number> => {
  let done = 0
  for (let at = 0; at < kills; at++) {
    // Spread over all that is sent, so that each kill falls into the middle of sending.
    await untilMore(fake, Math.floor(((at + 0.5) * messages) / (kills + 1)), messages)
    await sleep(Math.random() * 400)
    if (fake.arrived.length >= messages) break
    const victim = VICTIMS[at % VICTIMS.length] ?? 'both'
    const before = fake.arrived.length
    await killOne(program, victim)
    done++
    log(`kill ${at + 1} of ${kills}: ${victim}, with ${before} of ${messages} sent`)
  }
  return done
}

const untilDone = async (dataDir: string, allianceId: string): Promise<void> => {
  const db = openDatabase(runningUrls(dataDir).appUrl, { max: 1 })
  const began = Date.now()
  while (!(await isDone(db, allianceId).catch(() => false))) {
    if (Date.now() - began > MOST_MS) break
    await sleep(500)
  }
  await db.close()
}

const prepare = async (root: string, dataDir: string, fake: FakeNotify, messages: number) => {
  const desk = await prepareDesk(root, dataDir)
  const owed = await withItsDatabase(dataDir, async (db) => {
    await setWays(db, desk.allianceId, fake)
    await addPeople(db, desk.allianceId, messages)
    return oweReminders(db, desk.allianceId)
  })
  return { desk, owed }
}

/** Kills the program, its database or both while they send to a fake Notify, again and again; then counts what came there. */
export const killMessages = async (options: MessageKillOptions): Promise<MessageKillResult> => {
  const root = options.root ?? process.cwd()
  const dataDir = await mkdtemp(join(tmpdir(), 'digiknow-kill-messages-'))
  const fake = await openFakeNotify({ settleMs: 20, slowMs: 300 })
  // Some answers come late, so that kills fall between Notify's yes and our record.
  fake.breaks('slow', 0.1)
  const began = Date.now()
  const program = await programOn(root, dataDir, environmentOf(fake))
  try {
    const { desk, owed } = await prepare(root, dataDir, fake, options.messages)
    await program.start()
    const kills = await killOften(program, fake, options)
    fake.breaks('well')
    await untilDone(dataDir, desk.allianceId)
    await program.stop()
    const held = await withItsDatabase(dataDir, (db) => tallyMessages(db, desk.allianceId, fake))
    return { owed, kills, seconds: Math.round((Date.now() - began) / 1000), ...held }
  } finally {
    await program.stop()
    await fake.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
