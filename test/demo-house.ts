import pg from 'pg'
import { inject } from 'vitest'
import { readFigures } from '#modules/reporting'
import { type Database, openDatabase } from '#platform/db'
import { newId } from '#platform/ids'
import { withDatabase } from '#test/database'

/** A database of its own, since filling in takes a whole installation. */
export const freshHouse = async () => {
  const url = inject('databaseUrl')
  const name = `digiknow_demo_${process.pid}_${newId().slice(-12)}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('select pg_advisory_lock(77)')
  await client.query(`create database ${name} template digiknow_test_template`)
  const ownerUrl = withDatabase(url, name)
  const db = openDatabase(ownerUrl)
  const close = async (): Promise<void> => {
    await db.close()
    await client.query(`drop database if exists ${name} with (force)`)
    await client.end()
  }
  await client.query('select pg_advisory_unlock(77)')
  return { db, ownerUrl, appUrl: ownerUrl, close }
}
export type House = Awaited<ReturnType<typeof freshHouse>>

export const NOW = new Date('2026-03-12T11:00:00Z')
export const quietly = (): void => {}

/** The id of an alliance. */
export const idOf = async (db: Database, slug: string): Promise<string> => {
  const { rows } = await db.pool.query<{ id: string }>('select id from alliance where slug = $1', [slug])
  return rows[0]?.id ?? ''
}

/** All figures of an alliance for a period. */
export const figures = async (db: Database, slug: string, from: string, to: string) => {
  const allianceId = await idOf(db, slug)
  return db.transaction({ allianceId, readOnly: true }, (tx) => readFigures(tx, { from, to }))
}

/** Everyone an alliance knows, by name. */
export const namesOf = async (db: Database, slug: string): Promise<string[]> => {
  const allianceId = await idOf(db, slug)
  const rows = await db.transaction({ allianceId, readOnly: true }, (tx) => tx.selectFrom('person').select('name').execute())
  return rows.map(({ name }) => name).toSorted()
}
