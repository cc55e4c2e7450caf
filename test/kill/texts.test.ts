import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, it } from 'vitest'
import { receiveText } from '#modules/notifications'
import { killOne, VICTIMS } from '../../bench/kill'
import { prepareDesk, withItsDatabase } from '../../bench/kill/prepare'
import { type Program, programOn } from '../../bench/kill/program'
import { addPeople } from '../../bench/messages/town'
import { systemActor } from '../../src/platform/access'
import { systemClock } from '../../src/platform/clock'
import type { Database } from '../../src/platform/db'
import { runningUrls } from '../../src/platform/postgres/launcher'

const TEXTS = 600
const MOST_MS = 150_000

/** Everybody texts us something that a person has to read. */
const everybodyTexts = async (db: Database, allianceId: string): Promise<void> => {
  const ctx = { db, allianceId, actor: systemActor, clock: systemClock }
  const people = await db.transaction({ allianceId }, (tx) => tx.selectFrom('person_phone').select('number').execute())
  for (const { number } of people) {
    const text = { provider: 'notify', providerId: number, from: number, to: '', words: 'Please ring me', at: new Date() }
    await receiveText(ctx, text)
  }
}

const COUNTS = `select (select count(*) from inbound_text where status = 'received')::int as unread,
  (select count(*) from inbound_text where status = 'to_look_at')::int as read,
  (select count(*) from call_back)::int as calls, (select count(distinct person_id) from call_back)::int as people,
  (select count(*) from graphile_worker._private_jobs where locked_by is not null)::int as locked`
interface Town {
  readonly dataDir: string
  readonly allianceId: string
}
type Counts = Record<'unread' | 'read' | 'calls' | 'people' | 'locked', number>

/** What came of the texts, and what workers have in hand; null while the database is down. */
const countIn = async ({ dataDir, allianceId }: Town): Promise<Counts | null> => {
  const client = new pg.Client({ connectionString: runningUrls(dataDir).ownerUrl })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query("select set_config('digiknow.alliance_id', $1, false)", [allianceId])
    return (await client.query<Counts>(COUNTS)).rows[0] ?? null
  } catch {
    return null
  } finally {
    await client.end().catch(() => {})
  }
}

const until = async (town: Town, isSo: (counts: Counts) => boolean): Promise<Counts> => {
  for (const end = Date.now() + MOST_MS; Date.now() < end; await sleep(50)) {
    const counts = await countIn(town)
    if (counts && isSo(counts)) return counts
  }
  throw new Error(`it did not come to that: ${JSON.stringify(await countIn(town))}`)
}

const killWhileReading = async (program: Program, town: Town): Promise<number> => {
  let cutOff = 0
  for (const [at, victim] of VICTIMS.entries()) {
    await until(town, ({ unread }) => unread <= TEXTS - ((at + 0.5) * TEXTS) / VICTIMS.length)
    const stopped = killOne(program, victim)
    const counts = await until(town, () => true)
    cutOff += counts.locked
    await stopped
    console.info(`${victim} killed with ${counts.unread} unread, ${counts.locked} in hand`)
  }
  return cutOff
}

it('killed outright in the middle of reading texts, app, database and both, each text is read within two minutes, and asks for one call', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'digiknow-kill-texts-'))
  const program = await programOn(process.cwd(), dataDir)
  try {
    const { allianceId } = await prepareDesk(process.cwd(), dataDir)
    const town = { dataDir, allianceId }
    await withItsDatabase(dataDir, async (db) => {
      await addPeople(db, allianceId, TEXTS)
      await everybodyTexts(db, allianceId)
    })
    await program.start()
    const cutOff = await killWhileReading(program, town)
    const began = Date.now()
    const done = await until(town, ({ unread, locked }) => unread === 0 && locked === 0)
    console.info(`all read, and nothing in hand, ${Math.round((Date.now() - began) / 1000)} s after the last kill`)
    expect(cutOff).toBeGreaterThan(0)
    expect(done).toEqual({ unread: 0, read: TEXTS, calls: TEXTS, people: TEXTS, locked: 0 })
  } finally {
    await program.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}, 400_000)
