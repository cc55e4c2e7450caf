import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { readFigures } from '#modules/reporting'
import { type Database, openDatabase } from '#platform/db'
import { newId } from '#platform/ids'
import { dropDatabase, withDatabase } from '#test/database'

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
    await client.end()
    await dropDatabase(url, name)
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

interface OutOfOrder {
  readonly what: string
  readonly name: string
  readonly at: string
}

/**
 * Partners, places and champions whose own event is not of the day they joined or applied (a place has no such day), and those
 * to whom something happened before they were there.
 */
export const storiesOutOfOrder = async (db: Database, slug: string): Promise<readonly OutOfOrder[]> => {
  const allianceId = await idOf(db, slug)
  return db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const { rows } = await sql<OutOfOrder>`
      with record as (
        select 'partner' as what, id, name, joined_on as since from partner where alliance_id = ${allianceId}
        union all select 'place', id, name, null from place where alliance_id = ${allianceId}
        union all select 'champion', id, id::text, applied_on from champion where alliance_id = ${allianceId}
      ), born as (
        select r.*, e.at, e.id as event_id from record r
        left join event e on e.alliance_id = ${allianceId} and e.about_type = r.what and e.about_id = r.id
          and e.action = r.what || '.record'
      )
      select what, name, at::text from born b
      where at is null or (since is not null and (at at time zone 'Europe/London')::date <> since)
        or exists (select 1 from event_link l join event e on e.id = l.event_id and e.alliance_id = l.alliance_id
          where l.alliance_id = ${allianceId} and l.subject_type = b.what and l.subject_id = b.id and e.at < b.at)`.execute(tx)
    return rows
  })
}
