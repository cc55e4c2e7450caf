import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Desk, prepareDesk } from '../../bench/kill/prepare'
import { buildApp } from '../../src/app'
import { systemClock } from '../../src/platform/clock'
import { readConfig } from '../../src/platform/config'
import { type Database, openDatabase } from '../../src/platform/db'
import { type Launched, launchPostgres } from '../../src/platform/postgres/launcher'

let dataDir: string
let desk: Desk
let postgres: Launched
let db: Database
let app: FastifyInstance
const lines: string[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'digiknow-stopped-'))
  desk = await prepareDesk('.', dataDir)
  postgres = await launchPostgres({ dataDir, log: () => {} })
  db = openDatabase(postgres.appUrl)
  const assets = { dir: dataDir, files: {}, built: false }
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
  const config = readConfig({ PUBLIC_URL: 'http://localhost' })
  app = await buildApp({ config, db, clock: systemClock, log, assets })
})

afterAll(async () => {
  await db.close()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const read = () => app.inject({ url: `/${desk.slug}/people`, headers: { cookie: desk.cookie } })
const write = (name: string) =>
  app.inject({
    method: 'POST',
    url: `/${desk.slug}/people/new`,
    headers: { cookie: desk.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ name }).toString(),
  })

it('while the database is stopped every page says so plainly; when it is back, so is the program, and nothing was half-saved', async () => {
  expect((await read()).statusCode).toBe(200)
  expect((await write('Before Stop')).statusCode).toBe(303)

  await postgres.stop()
  for (const answer of [await read(), await write('During Stop')]) {
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.body).toContain('Nothing you sent was saved. Try again in a minute')
    expect(answer.body).not.toMatch(/ECONN|ENOENT|socket|postgres/i)
  }
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  expect((await app.inject('/readyz')).statusCode).toBe(503)

  postgres = await launchPostgres({ dataDir, log: () => {} })
  await sleep(100)
  expect((await app.inject('/readyz')).statusCode).toBe(200)
  const list = await read()
  expect(list.statusCode).toBe(200)
  expect(list.body).toContain('Before Stop')
  expect(list.body).not.toContain('During Stop')
  expect((await write('After Stop')).statusCode).toBe(303)
}, 60_000)

it('the log of all that names no person and no sign-in', () => {
  const text = lines.join('')
  expect(text).toContain('"reqId"')
  expect(text).not.toMatch(/(Before|During|After) Stop/)
  expect(text).not.toContain(desk.cookie.slice('digiknow='.length))
})
