import { type Selectable, sql } from 'kysely'
import pg from 'pg'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { aPerson } from '#test/helping'
import { newWorld, type World } from '#test/world'
import { buildBorough } from '../../../../test/builders/borough'
import { findPeople } from '../finding/find-people'
import { refreshTokens } from '../finding/refresh-tokens'
import { NOT_MOVED, readCatalogue } from './catalogue'
import { mergePeople } from './merge-people'
import { insertRow, type Row, rowsWhere } from './steps'
import { unmergePeople } from './unmerge-people'

const ASIDE = [
  ...Object.keys(NOT_MOVED),
  'account',
  'account_role',
  'person_merge_step',
  'name_near',
  'submission',
  'installation',
]

export const inside = <T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> => world.db.transaction(world.system, work)

export const tablesOf = async (tx: Tx): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where table_schema = 'public' and column_name = 'alliance_id' and t.table_type = 'BASE TABLE' order by 1`.execute(tx)
  return rows.map(({ name }) => name).filter((name) => !ASIDE.includes(name))
}

/** Every row of this alliance, by table, in an order of their own; and what people are found by. */
export const everything = (world: World): Promise<Record<string, string[]>> =>
  inside(world, async (tx) => {
    const all: Record<string, string[]> = {}
    for (const table of [...(await tablesOf(tx)), 'person_token']) {
      const { rows } = await sql<{ row: unknown }>`
        select to_jsonb(t) as row from ${sql.table(table)} t where alliance_id = ${world.allianceId}`.execute(tx)
      all[table] = rows.map(({ row }) => JSON.stringify(row)).sort()
    }
    return all
  })

/** Where a record's id still stands, outside what is left where it is. */
export const stillPointing = (world: World, id: string): Promise<string[]> =>
  inside(world, async (tx) => {
    const found: string[] = []
    for (const table of await tablesOf(tx)) {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from ${sql.table(table)} t where alliance_id = ${world.allianceId}
          and to_jsonb(t)::text like ${`%${id}%`} and not (${table} = 'person' and to_jsonb(t) ->> 'id' = ${id})`.execute(tx)
      if (Number(rows[0]?.count) > 0) found.push(table)
    }
    return found
  })

export const merge = async (world: World, kept: string, merged: string, choices = {}) =>
  mergePeople(await world.as('coordinator'), { kept, merged, choices: { safe_contact_plan: 'kept', ...choices }, stops: [] })

export const unmerge = async (world: World, id: string) => unmergePeople(await world.as('coordinator'), { id, stops: [] })

export const asOwner = async <T>(world: World, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  return work(client).finally(() => client.end())
}

/** Writes a row where the database lets it stand; says whether it did. */
const tryInsert = async (tx: Tx, table: string, row: Row): Promise<boolean> => {
  const { columnsOf } = await readCatalogue(tx)
  await sql`savepoint trying`.execute(tx)
  try {
    await insertRow(
      tx,
      table,
      row,
      columnsOf(table).filter((column) => column in row),
    )
    return true
  } catch {
    await sql`rollback to savepoint trying`.execute(tx)
    return false
  }
}

/** Makes the rows that hang on one record again for another. Gives old id → new id. */
const copyLinks = async (tx: Tx, table: string, from: Row, to: Row): Promise<Map<string, string>> => {
  const { linksTo } = await readCatalogue(tx)
  const copied = new Map<string, string>()
  for (const { table: child, on, fixed = {} } of linksTo(table).filter((link) => link.table !== 'person')) {
    const ends = (row: Row): Row => ({ ...fixed, ...Object.fromEntries(on.map(({ column, parent }) => [column, row[parent]])) })
    for (const row of await rowsWhere(tx, child, ends(from))) {
      const { reference: _theirs, ...rest } = row
      const copy: Row = { ...rest, ...ends(to), ...('id' in row && { id: newId() }), ...('cause' in row && { cause: newId() }) }
      if (await tryInsert(tx, child, copy)) copied.set(String(row.id), String(copy.id))
    }
  }
  return copied
}

const rowOf = async (tx: Tx, table: string, allianceId: string, id: string): Promise<Row> => {
  const [row] = await rowsWhere(tx, table, { alliance_id: allianceId, id })
  if (!row) throw new Error(`no ${table} ${id}`)
  return row
}

const RANG = {
  direction: 'in',
  started_at: '2025-11-05T09:00:00Z',
  called_on: '2025-11-05',
  result: 'spoke',
  minutes: 5,
  notes: '',
}

/** What two records of one person have that no two rows can both say: the same number, a plan each, a place each at one session. */
const clash = async (tx: Tx, allianceId: string, kept: Row, merged: Row, account: string): Promise<void> => {
  const insert = (table: string, row: Row) => tryInsert(tx, table, { alliance_id: allianceId, ...row })
  for (const { id } of [kept, merged]) {
    await insert('person_phone', { person_id: id, number: '+441614960123' })
    await insert('safe_contact_plan', { person_id: id, words: `plan of ${id}`, made_at: '2025-11-05T09:00:00Z' })
    await insert('restricted_person', { person_id: id, why: 'A test', since: '2025-11-05T09:00:00Z' })
    await insert('restricted_reader', { person_id: id, account_id: account })
  }
  await insert('person_phone', { person_id: merged.id, number: '+447700900456' })
  await insert('call', {
    id: newId(),
    person_id: kept.id,
    caller_id: merged.id,
    standing: 'relative',
    agreed: 'said_so',
    ...RANG,
  })
}

/** An alliance with one of everything, and a second record of the same person, of whom the same is so. */
export const twoOfEverything = async () => {
  const world = await newWorld()
  const { refs, ids } = await buildBorough(world)
  const { allianceId } = world
  const [merged, helper] = [
    await aPerson(world, 'Ada Theirword', { postcode: 'SK3 8NR' }),
    await aPerson(world, 'Joan Theirword'),
  ]
  const tables = await inside(world, async (tx) => {
    // The one merged before is of no matter here.
    await sql`delete from person_merge where alliance_id = ${allianceId}`.execute(tx)
    await sql`update person set merged_into = null where alliance_id = ${allianceId}`.execute(tx)
    const person = (id: string) => rowOf(tx, 'person', allianceId, id)
    await copyLinks(tx, 'person', await person(ids.person), await person(merged.id))
    const copied = await copyLinks(tx, 'person', await person(ids.championPerson), await person(helper.id))
    const champion = (id: string) => rowOf(tx, 'champion', allianceId, id)
    await copyLinks(tx, 'champion', await champion(ids.champion), await champion(String(copied.get(ids.champion))))
    await clash(tx, allianceId, await person(ids.person), await person(merged.id), ids.account)
    await sql`update session set booked = booked + 1 where id = ${ids.group}`.execute(tx)
    await refreshTokens(tx, allianceId, [ids.person, ids.championPerson, merged.id, helper.id])
    return { champion: String(copied.get(ids.champion)) }
  })
  const theirs = { id: merged.id, reference: merged.reference, helper: helper.reference, helperId: helper.id, ...tables }
  return { world, ids, refs, theirs }
}

export const personOf = (world: World, id: string): Promise<Selectable<Record<string, unknown>>> =>
  inside(world, (tx) => tx.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

export const found = (world: World, typed: string) =>
  inside(world, async (tx) => (await findPeople(tx, world.allianceId, typed)).map(({ reference }) => reference))
