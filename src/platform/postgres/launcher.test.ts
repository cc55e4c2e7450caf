import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { DataDirHeld, type Launched, type LaunchOptions, launchPostgres } from './launcher'
import { ask, kill9, until, watchdogsOf } from './launcher-trial'
import { allIn, isAlive } from './processes'

// Child scripts import the launcher bundled, from inside the repository so that its packages are found.
const bundle = join(import.meta.dirname, '../../../.build', `launcher-test-${process.pid}.mjs`)
const folder = mkdtempSync(join(tmpdir(), 'dk-pg-'))
const dataDir = join(folder, 'a folder, with commas')
const pgdata = join(dataDir, 'postgres', 'data')
const running: Launched[] = []
const children: number[] = []

const launch = async (more: Partial<LaunchOptions> = {}): Promise<Launched> => {
  const launched = await launchPostgres({ dataDir, log: () => {}, ...more })
  running.push(launched)
  return launched
}

const spawnApp = (where: string) => {
  const script = `import { launchPostgres } from ${JSON.stringify(bundle)}
    const launched = await launchPostgres({ dataDir: ${JSON.stringify(where)}, log: () => {} })
    process.stdout.write(launched.pid + '\\n')
    setInterval(() => {}, 1000)`
  const app = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(app.pid ?? 0)
  return app
}

const appInAnotherProcess = async (): Promise<{ pid: number; postgres: number }> => {
  const app = spawnApp(dataDir)
  const [line] = await once(app.stdout, 'data')
  return { pid: app.pid ?? 0, postgres: Number(line) }
}

beforeAll(async () => {
  const entry = join(import.meta.dirname, 'launcher.ts')
  await build({ entryPoints: [entry], outfile: bundle, bundle: true, platform: 'node', format: 'esm', packages: 'external' })
  await (await launch()).stop()
}, 60_000)

afterEach(async () => {
  for (const launched of running.splice(0)) await launched.stop()
  for (const pid of children.splice(0)) if (isAlive(pid)) await kill9(pid)
  await until(() => allIn(pgdata).length === 0)
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(bundle, { force: true })
})

test('the database is made whole, with two roles that cannot pass row-level security', async () => {
  const { ownerUrl, appUrl } = await launch()

  const roles = await ask(
    ownerUrl,
    `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname LIKE 'digiknow%' ORDER BY 1`,
  )
  expect(roles).toEqual([
    { rolname: 'digiknow_app', rolsuper: false, rolbypassrls: false, rolcreaterole: false },
    { rolname: 'digiknow_owner', rolsuper: false, rolbypassrls: false, rolcreaterole: true },
  ])
  const [database] = await ask(
    appUrl,
    `SELECT current_user AS me, current_database() AS name, pg_get_userbyid(datdba) AS owner, datcollate, pg_encoding_to_char(encoding) AS encoding,
       current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync, current_setting('listen_addresses') AS network,
       current_setting('server_version_num')::int / 10000 AS major FROM pg_database WHERE datname = current_database()`,
  )
  expect(database).toMatchObject({
    me: 'digiknow_app',
    name: 'digiknow',
    owner: 'digiknow_owner',
    datcollate: 'C.UTF-8',
    encoding: 'UTF8',
  })
  expect(database).toMatchObject({ checksums: 'on', fsync: 'on', network: '', major: 18 })
  await expect(ask(ownerUrl.replace('digiknow_owner', 'postgres'), 'SELECT 1')).rejects.toThrow('pg_hba.conf rejects')
  await expect(ask(appUrl, 'CREATE TABLE public.mine (id int)')).rejects.toThrow('permission denied')
})

test('the owner can add the extensions the schema needs', async () => {
  const { ownerUrl } = await launch()
  for (const name of ['btree_gist', 'unaccent', 'pg_trgm', 'fuzzystrmatch'])
    await ask(ownerUrl, `CREATE EXTENSION IF NOT EXISTS ${name}`)
  const [row] = await ask(
    ownerUrl,
    `SELECT unaccent('Zoë') AS plain, cardinality(show_trgm('Ж')) AS letters, upper('é') AS upper`,
  )
  expect(row).toEqual({ plain: 'Zoe', letters: 2, upper: 'É' })
})

test('a later start is quick and keeps the rows and the caller’s settings', async () => {
  const first = await launch({ settings: { work_mem: '7MB' } })
  await ask(first.ownerUrl, 'CREATE TABLE kept (word text)')
  await ask(first.ownerUrl, `INSERT INTO kept VALUES ('still here')`)
  expect(await ask(first.ownerUrl, 'SHOW work_mem')).toEqual([{ work_mem: '7MB' }])
  await first.stop()

  const began = Date.now()
  const second = await launch()
  expect(Date.now() - began).toBeLessThan(5000)
  expect(second.adopted).toBe(false)
  expect(await ask(second.ownerUrl, 'SELECT word FROM kept')).toEqual([{ word: 'still here' }])
})

test('an app killed while it makes the database leaves nothing half-made, and the next start makes it whole', async () => {
  const fresh = join(folder, 'cut short')
  const home = join(fresh, 'postgres')
  const app = spawnApp(fresh)
  await until(() => existsSync(home) && readdirSync(home).some((name) => name.startsWith('making-')))
  await sleep(100)
  await kill9(app.pid ?? 0)
  expect(existsSync(join(home, 'data'))).toBe(false)

  // The killed app's initdb may still be at work beside this one.
  const next = await launchPostgres({ dataDir: fresh, log: () => {} })
  expect(await ask(next.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await next.stop()
  const later = await launchPostgres({ dataDir: fresh, log: () => {} })
  expect(readdirSync(home).sort()).toEqual(['data', 'log', 'socket'])
  await later.stop()
}, 60_000)

test('stopping twice is the same as once, ends PostgreSQL and is no surprise to the app', async () => {
  const exits: unknown[] = []
  const launched = await launch({ onExit: (code) => exits.push(code) })
  await Promise.all([launched.stop(), launched.stop()])
  await launched.stop()
  expect(isAlive(launched.pid)).toBe(false)
  expect(existsSync(join(dataDir, 'app.lock'))).toBe(false)
  await sleep(50)
  expect(exits).toEqual([])
  expect(watchdogsOf(launched.pid)).toEqual([])
})

test('a second app is told who holds the data, and the first goes on', async () => {
  const app = await appInAnotherProcess()
  const refused = await launch().catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(DataDirHeld)
  expect(String(refused)).toMatch(new RegExp(`process ${app.pid}, since 20\\d\\d-`))
  expect(isAlive(app.postgres)).toBe(true)
})

test('when the app is killed outright, PostgreSQL stops by itself and the next start has every acknowledged row', async () => {
  const app = await appInAnotherProcess()
  await kill9(app.pid)
  await until(() => allIn(pgdata).length === 0)
  expect(existsSync(join(pgdata, 'postmaster.pid'))).toBe(false)

  const next = await launch()
  expect(await ask(next.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a start straight after the kill waits for the orphan instead of failing', async () => {
  const app = await appInAnotherProcess()
  await kill9(app.pid)
  const next = await launch()
  expect(await ask(next.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a PostgreSQL whose app and watchdog both died is adopted, and stops with its new app', async () => {
  const app = await appInAnotherProcess()
  const [watchdog = 0] = watchdogsOf(app.postgres)
  expect(watchdog).toBeGreaterThan(0)
  await kill9(watchdog)
  await kill9(app.pid)

  const next = await launch()
  expect(next).toMatchObject({ adopted: true, pid: app.postgres })
  expect(await ask(next.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await next.stop()
  expect(allIn(pgdata)).toEqual([])
})

test('when PostgreSQL is killed outright in mid-query, the app is told and can launch it again at once', async () => {
  const exits: unknown[] = []
  const first = await launch({ onExit: (code) => exits.push(code) })
  await ask(first.ownerUrl, 'CREATE TABLE IF NOT EXISTS sure (id int)')
  await ask(first.ownerUrl, 'INSERT INTO sure VALUES (7)')
  const busy = ask(first.ownerUrl, 'SELECT count(*) FROM generate_series(1, 1e10::bigint) a').catch(String)
  await until(() => allIn(pgdata).length > 1)
  await sleep(100)
  process.kill(first.pid, 'SIGKILL')
  await until(() => exits.length > 0)

  const again = await launch()
  expect(exits).toEqual([null])
  expect(await busy).toContain('Connection terminated')
  expect(await ask(again.ownerUrl, 'SELECT DISTINCT id FROM sure')).toEqual([{ id: 7 }])
  await first.stop()
  expect(isAlive(again.pid)).toBe(true)
}, 30_000)

test('a pid file naming a stranger does not stop a start', async () => {
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' })
  children.push(stranger.pid ?? 0)
  writeFileSync(join(pgdata, 'postmaster.pid'), `${stranger.pid}\n${pgdata}\n1700000000\n5432\n/nowhere\n\n  1 1\nready   \n`)
  const launched = await launch()
  expect(launched.adopted).toBe(false)
  expect(isAlive(stranger.pid ?? 0)).toBe(true)
})

test('the log holds no personal details, even of statements that fail', async () => {
  const { ownerUrl } = await launch()
  await ask(ownerUrl, 'CREATE TABLE IF NOT EXISTS person (name text PRIMARY KEY)')
  const twice = `INSERT INTO person VALUES ('Secret-Name'), ('Secret-Name')`
  await expect(ask(ownerUrl, twice)).rejects.toThrow('duplicate key')
  await expect(ask(ownerUrl, `SELECT 'Secret-Name'::int`)).rejects.toThrow('invalid input')
  const logs = join(dataDir, 'postgres', 'log')
  const text = readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('')
  expect(text).toContain('ready to accept connections')
  expect(text).not.toContain('Secret-Name')
})

test('a data folder with a very long name still gets a socket', async () => {
  const long = join(folder, 'x'.repeat(120))
  const launched = await launchPostgres({ dataDir: long, log: () => {} })
  expect(await ask(launched.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await launched.stop()
  const socket = decodeURIComponent(launched.appUrl.split('host=')[1] ?? '')
  expect(socket).toMatch(/digiknow-[0-9a-f]{16}$/)
  rmSync(socket, { recursive: true })
}, 60_000)
