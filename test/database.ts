import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/platform/migrate'
import { launchPostgres } from '../src/platform/postgres/launcher'

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string
  }
}

const TEMPLATE = 'digiknow_test_template'

const admin = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/**
 * Drops a database. First the plain way, which asks autovacuum to leave and waits for it: only a superuser may force that out.
 * Then by force, should a connection of a failed test still be open.
 */
export const dropDatabase = (url: string, name: string): Promise<void> =>
  admin(url, `drop database if exists ${name}`).catch(() => admin(url, `drop database if exists ${name} with (force)`))

export const withDatabase = (url: string, name: string): string => {
  const made = new URL(url)
  made.pathname = `/${name}`
  return made.href
}

/** One migrated template database for the whole run: on DATABASE_URL when set, else on a PostgreSQL of our own in a temporary folder. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const given = process.env.DATABASE_URL
  const dataDir = given ? null : await mkdtemp(join(tmpdir(), 'digiknow-test-'))
  const own = dataDir
    ? await launchPostgres({ dataDir, log: () => {}, settings: { fsync: 'off', max_connections: '200' } })
    : null
  const url = given ?? own?.ownerUrl ?? ''
  await dropDatabase(url, TEMPLATE)
  await admin(url, `create database ${TEMPLATE}`)
  await migrate(withDatabase(url, TEMPLATE), 'db')
  project.provide('databaseUrl', url)
  return async () => {
    await own?.stop()
    if (dataDir) await rm(dataDir, { recursive: true, force: true })
  }
}
