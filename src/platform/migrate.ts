import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'

interface Script {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

const scriptsIn = async (folder: string): Promise<Script[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** One migration at a time, also across machines. */
const LOCK = 7_203_114

const inTransaction = async (client: pg.Client, work: () => Promise<void>): Promise<void> => {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const applyNew = async (client: pg.Client, scripts: readonly Script[]): Promise<string[]> => {
  await client.query(
    'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration')
  const applied = new Map(rows.map((row) => [row.name, row.checksum]))
  const changed = scripts.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum)
  if (changed) throw new Error(`migration ${changed.name} was changed after it was applied: add a new one instead`)
  const waiting = scripts.filter(({ name }) => !applied.has(name))
  for (const { name, sql, checksum } of waiting) {
    await inTransaction(client, async () => {
      await client.query(sql)
      await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum])
    })
  }
  return waiting.map(({ name }) => name)
}

/** The database roles the program runs as: neither can pass row-level security. */
const makeRoles = async (client: pg.Client): Promise<void> => {
  for (const role of ['digiknow_app', 'digiknow_region']) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    if (!rowCount) await client.query(`create role ${role} nologin nosuperuser nobypassrls`)
  }
  const { rows } = await client.query("select pg_has_role('digiknow_app', 'digiknow_region', 'member') as has")
  if (!rows[0]?.has) await client.query('grant digiknow_region to digiknow_app')
  const { rows: mine } = await client.query(
    "select current_user as me, pg_has_role(current_user, 'digiknow_app', 'member') as has",
  )
  if (!mine[0]?.has) await client.query(`grant digiknow_app to ${client.escapeIdentifier(mine[0]?.me)}`)
}

/** Brings a database up to date: scripts once each, then views, roles and grants every time. Gives the names newly applied. With `only`, stops at those scripts. */
export const migrate = async (ownerUrl: string, dbFolder: string, only?: readonly string[]): Promise<string[]> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await makeRoles(client)
    await runMigrations({ connectionString: ownerUrl })
    const scripts = await scriptsIn(join(dbFolder, 'migrations'))
    const applied = await applyNew(client, only ? scripts.filter(({ name }) => only.includes(name)) : scripts)
    if (only && only.length < scripts.length) return applied
    const views = await scriptsIn(join(dbFolder, 'views'))
    await inTransaction(client, async () => {
      await client.query('drop schema if exists report cascade; create schema report')
      for (const { sql } of views) await client.query(sql)
    })
    return applied
  } finally {
    await client.end()
  }
}
