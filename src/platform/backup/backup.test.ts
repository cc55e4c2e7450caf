import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { personForm, recordPerson } from '#modules/people'
import { newWorld, type World } from '#test/world'
import { dropDatabase, withDatabase } from '../../../test/database'
import { exportAlliance } from './export-alliance'
import { RestoreRefused, readBackup } from './read-backup'
import { writeBackup } from './write-backup'

let folder: string
const databases: string[] = []

const admin = async (sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: inject('databaseUrl') })
  await client.connect()
  await client.query(sql)
  await client.end()
}

const emptyDatabase = async (): Promise<string> => {
  const name = `digiknow_restore_${process.pid}_${databases.length}`
  databases.push(name)
  await admin(`create database ${name}`)
  return withDatabase(inject('databaseUrl'), name)
}

const exported = async (url: string, allianceId: string): Promise<string> => {
  const sink = new PassThrough()
  const [all] = await Promise.all([text(sink), exportAlliance(url, allianceId, sink).then(() => sink.end())])
  return all
}

const withPeople = async (): Promise<World> => {
  const world = await newWorld()
  const ctx = await world.as('helpline')
  for (const name of ['Siân \\ Back\tslash', 'Line\nbreak “quoted”, =HYPERLINK()', 'مها\u2028👩🏽‍💻']) {
    const made = await recordPerson(ctx, personForm.parse({ name, phones: '0161 496 0123' }))
    expect(made.ok).toBe(true)
  }
  return world
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digiknow-backup-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  for (const name of databases) await dropDatabase(inject('databaseUrl'), name)
})

describe('backup and restore', () => {
  it('a backup restored into an empty place exports the same, alliance by alliance', async () => {
    const [one, two] = [await withPeople(), await withPeople()]
    const file = join(folder, 'all.backup')
    await writeBackup(one.ownerUrl, file)
    const url = await emptyDatabase()
    await readBackup(url, 'db', file)
    for (const world of [one, two]) {
      const before = await exported(world.ownerUrl, world.allianceId)
      expect(before.split('\n').filter((line) => line.includes('"table": "person"'))).toHaveLength(3)
      expect(await exported(url, world.allianceId)).toBe(before)
    }
  })

  it('new references go on where the old ones ended, and the alliances are still kept apart', async () => {
    const world = await withPeople()
    const file = join(folder, 'next.backup')
    await writeBackup(world.ownerUrl, file)
    const url = await emptyDatabase()
    await readBackup(url, 'db', file)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('set role digiknow_app')
    const { rows } = await client.query(
      "select next_reference('P-', 'person_reference') as next, (select count(*)::int from person) as seen",
    )
    const { rows: forced } = await client.query(
      "select bool_and(relforcerowsecurity) as all from pg_class where relname in ('person', 'loan', 'alliance', 'event')",
    )
    await client.end()
    expect(Number(rows[0].next.slice(2))).toBeGreaterThan(1003)
    expect(rows[0].seen).toBe(0)
    expect(forced[0].all).toBe(true)
  })

  it('refuses a place with records in it, and changes nothing there', async () => {
    const world = await withPeople()
    const file = join(folder, 'again.backup')
    await writeBackup(world.ownerUrl, file)
    const before = await exported(world.ownerUrl, world.allianceId)
    await expect(readBackup(world.ownerUrl, 'db', file)).rejects.toThrow('There are records here already')
    expect(await exported(world.ownerUrl, world.allianceId)).toBe(before)
  })

  it('refuses a file that is not a backup, or was cut short, or is newer than the program', async () => {
    const world = await withPeople()
    const whole = join(folder, 'whole.backup')
    await writeBackup(world.ownerUrl, whole)
    const url = await emptyDatabase()
    const other = join(folder, 'other')
    await writeFile(other, '%PDF-1.7')
    await expect(readBackup(url, 'db', other)).rejects.toThrow(RestoreRefused)
    const lines = (await text(createReadStream(whole).pipe(createGunzip()))).split('\n')
    const write = async (name: string, content: string): Promise<string> => {
      await pipeline([content], createGzip(), createWriteStream(join(folder, name)))
      return join(folder, name)
    }
    await expect(readBackup(url, 'db', await write('cut', lines.slice(0, -6).join('\n')))).rejects.toThrow('ends in the middle')
    const newer = lines.with(0, String(lines[0]).replace('0001-foundation.sql', '9999-future.sql'))
    await expect(readBackup(url, 'db', await write('newer', newer.join('\n')))).rejects.toThrow('newer DigiKnow')
  })

  it('holds no sign-ins, and only its owner may read the file', async () => {
    const world = await withPeople()
    const file = join(folder, 'secret.backup')
    await writeBackup(world.ownerUrl, file)
    const content = await text(createReadStream(file).pipe(createGunzip()))
    expect(content).not.toContain('#table {"name":"sign_in"')
    const { stat } = await import('node:fs/promises')
    expect((await stat(file)).mode & 0o077).toBe(0)
    expect((await readFile(file)).length).toBeGreaterThan(100)
  })
})
