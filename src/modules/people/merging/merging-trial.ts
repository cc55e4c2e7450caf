import { type Selectable, sql } from 'kysely'
import pg from 'pg'
import type { Tx } from '#platform/db'
import { newWorld, type World } from '#test/world'
import { buildBorough } from '../../../../test/builders/borough'
import { findPeople } from '../finding/find-people'
import { refreshTokens } from '../finding/refresh-tokens'
import { NOT_MOVED } from './catalogue'
import { mergePeople } from './merge-people'
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
  mergePeople(await world.as('coordinator'), { kept, merged, choices })

export const unmerge = async (world: World, id: string) => unmergePeople(await world.as('coordinator'), { id })

export const asOwner = async <T>(world: World, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  return work(client).finally(() => client.end())
}

/** Two records with one of everything on each, and things that cannot both stand. */
export const twoOfEverything = async () => {
  const world = await newWorld()
  const one = await buildBorough(world)
  const other = await buildBorough(world, 'Theirword')
  await inside(world, async (tx) => {
    const { allianceId } = world
    const both = [one.ids.person, other.ids.person]
    for (const person_id of both) {
      await tx
        .insertInto('attendance')
        .values({ alliance_id: allianceId, session_id: one.ids.session, person_id, status: 'booked' })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await tx
        .insertInto('attendance')
        .values({ alliance_id: allianceId, session_id: one.ids.group, person_id, status: 'booked' })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await tx.insertInto('person_phone').values({ alliance_id: allianceId, person_id, number: '+441614960123' }).execute()
      await tx
        .insertInto('safe_contact_plan')
        .values({ alliance_id: allianceId, person_id, words: person_id, made_at: new Date() })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await tx
        .insertInto('restricted_person')
        .values({ alliance_id: allianceId, person_id, why: 'A test', since: new Date() })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await tx
        .insertInto('restricted_reader')
        .values({ alliance_id: allianceId, person_id, account_id: one.ids.account })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
    await tx
      .insertInto('person_phone')
      .values({ alliance_id: allianceId, person_id: other.ids.person, number: '+447700900456' })
      .execute()
    await refreshTokens(tx, allianceId, [...both, one.ids.championPerson, other.ids.championPerson])
    await tx.updateTable('session').set({ booked: 2 }).where('id', '=', one.ids.group).execute()
    const call = { alliance_id: allianceId, id: crypto.randomUUID(), person_id: one.ids.person, caller_id: other.ids.person }
    const rang = {
      direction: 'in',
      started_at: new Date(),
      called_on: '2025-11-05',
      result: 'spoke',
      standing: 'relative',
      agreed: 'said_so',
    }
    await tx
      .insertInto('call')
      .values({ ...call, ...rang })
      .execute()
  })
  return { world, one, other }
}

export const personOf = (world: World, id: string): Promise<Selectable<Record<string, unknown>>> =>
  inside(world, (tx) => tx.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

export const found = (world: World, typed: string) =>
  inside(world, async (tx) => (await findPeople(tx, world.allianceId, typed)).map(({ reference }) => reference))
