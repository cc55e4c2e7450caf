import { type Selectable, sql } from 'kysely'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import type { Tx } from '#platform/db'
import { aPerson, eventsOf, got } from '#test/helping'
import { newWorld, type World } from '#test/world'
import { buildBorough } from '../../../../test/builders/borough'
import { findPeople } from '../finding/find-people'
import { refreshTokens } from '../finding/refresh-tokens'
import { NOT_MOVED, readCatalogue } from './catalogue'
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

const inside = <T>(world: World, work: (tx: Tx) => Promise<T>): Promise<T> => world.db.transaction(world.system, work)

const tablesOf = async (tx: Tx): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where table_schema = 'public' and column_name = 'alliance_id' and t.table_type = 'BASE TABLE' order by 1`.execute(tx)
  return rows.map(({ name }) => name).filter((name) => !ASIDE.includes(name))
}

/** Every row of this alliance, by table, in an order of their own; and what people are found by. */
const everything = (world: World): Promise<Record<string, string[]>> =>
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
const stillPointing = (world: World, id: string): Promise<string[]> =>
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

const merge = async (world: World, kept: string, merged: string, choices = {}) =>
  mergePeople(await world.as('coordinator'), { kept, merged, choices })

const unmerge = async (world: World, id: string) => unmergePeople(await world.as('coordinator'), { id })

const asOwner = async <T>(world: World, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  return work(client).finally(() => client.end())
}

/** Two records with one of everything on each, and things that cannot both stand. */
const twoOfEverything = async () => {
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

describe('two records with one of everything on each', () => {
  it('become one: nothing points to the merged record any more, and taken apart every row is as it was', async () => {
    const { world, one, other } = await twoOfEverything()
    const ctx = { ...world.system }
    const before = await everything(world)
    const merged = got(await mergePeople(ctx, { kept: one.refs.person, merged: other.refs.person, choices: {} }))
    expect(await stillPointing(world, other.ids.person)).toEqual([])
    expect(await everything(world)).not.toEqual(before)
    got(await unmergePeople(ctx, { id: merged.id }))
    expect(await everything(world)).toEqual(before)
  })

  it('two champions become one, but for the time they are booked in two places', async () => {
    const { world, one, other } = await twoOfEverything()
    const references = await inside(world, (tx) =>
      tx
        .selectFrom('person')
        .select('reference')
        .where('id', 'in', [one.ids.championPerson, other.ids.championPerson])
        .orderBy('id')
        .execute(),
    )
    const [kept = '', merged = ''] = references.map(({ reference }) => reference)
    expect(await merge(world, kept, merged)).toMatchObject({ code: 'two-places' })
    await inside(world, (tx) =>
      sql`update session set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day'
        where champion_id = ${other.ids.champion}`.execute(tx),
    )
    const before = await everything(world)
    const done = got(await merge(world, kept, merged))
    const champions = await inside(world, (tx) => tx.selectFrom('champion').select('id').execute())
    expect(champions).toHaveLength(1)
    expect(await stillPointing(world, before.champion?.length === 2 ? other.ids.championPerson : '')).toEqual([])
    got(await unmerge(world, done.id))
    expect(await everything(world)).toEqual(before)
  })
})

describe('every link to a person', () => {
  it('follows a merge, or is named with the reason it does not: a table made tomorrow follows too', async () => {
    const world = await newWorld()
    const name = `tomorrow_${world.slug}`
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    try {
      await asOwner(world, async (client) => {
        await client.query(`create table ${name} (alliance_id uuid, person_id uuid, kind text, primary key (alliance_id, person_id, kind),
          foreign key (alliance_id, person_id) references person); grant all on ${name} to digiknow_app`)
        await client.query(`insert into ${name} values ($1, $2, 'both'), ($1, $3, 'both'), ($1, $3, 'theirs')`, [
          world.allianceId,
          kept.id,
          merged.id,
        ])
      })
      const rows = () =>
        asOwner(world, async (client) => (await client.query(`select person_id, kind from ${name} order by 1, 2`)).rows)
      const before = await rows()
      const done = got(await merge(world, kept.reference, merged.reference))
      expect(await rows()).toEqual([
        { person_id: kept.id, kind: 'both' },
        { person_id: kept.id, kind: 'theirs' },
      ])
      got(await unmerge(world, done.id))
      expect(await rows()).toEqual(before)
    } finally {
      await asOwner(world, (client) => client.query(`drop table if exists ${name}`))
    }
  })

  it('is a foreign key that a merge can move, or left with a reason', async () => {
    const world = await newWorld()
    await inside(world, async (tx) => {
      const { linksTo } = await readCatalogue(tx)
      const linked = new Set(linksTo('person').map(({ table }) => table))
      const { rows } = await sql<{ name: string }>`
        select distinct table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = 'public' and column_name = 'person_id' and table_type = 'BASE TABLE'`.execute(tx)
      const lost = rows.map(({ name }) => name).filter((name) => !linked.has(name) && !(name in NOT_MOVED))
      // A link that another table's foreign key leads through, such as readers of a restricted record, moves with it.
      const through = new Set([...linked].flatMap((table) => linksTo(table).map((link) => link.table)))
      expect(lost.filter((name) => !through.has(name))).toEqual([])
    })
  })

  it('no rule of the database keeps two of a person’s rows apart by more than equality, since a merge joins by equality', async () => {
    const world = await newWorld()
    const { rows } = await inside(world, (tx) =>
      sql<{ name: string }>`
        select c.conname as name from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
        where c.contype = 'x' and a.attname in ('person_id', 'caller_id')`.execute(tx),
    )
    expect(rows).toEqual([])
  })

  it('written under the merged record after the merge stands under the kept one, as if by a page opened before', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    got(await merge(world, kept.reference, merged.reference))
    await inside(world, (tx) =>
      tx
        .insertInto('person_phone')
        .values({ alliance_id: world.allianceId, person_id: merged.id, number: '+447700900456' })
        .execute(),
    )
    const phones = await inside(world, (tx) => tx.selectFrom('person_phone').select('person_id').execute())
    expect(phones).toEqual([{ person_id: kept.id }])
  })
})

const personOf = (world: World, id: string): Promise<Selectable<Record<string, unknown>>> =>
  inside(world, (tx) => tx.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow())

const found = (world: World, typed: string) =>
  inside(world, async (tx) => (await findPeople(tx, world.allianceId, typed)).map(({ reference }) => reference))

describe('the record that stays', () => {
  it('keeps its own words, takes what was chosen and what it lacked, and is found by both references', async () => {
    const world = await newWorld()
    const kept = await aPerson(world, 'Ann Example', { postcode: 'SK3 8NR', phones: '0161 496 0123' })
    const merged = await aPerson(world, 'Anne Exampel', { postcode: 'WN1 1AA', birthYear: '1947', phones: '07700 900456' })
    got(await merge(world, kept.reference, merged.reference, { home: 'merged' }))
    expect(await personOf(world, kept.id)).toMatchObject({ name: 'Ann Example', postcode: 'WN1 1AA', birth_year: 1947 })
    for (const typed of ['07700 900456', '0161 496 0123', merged.reference, kept.reference, 'WN1 1AA'])
      expect([typed, await found(world, typed)]).toEqual([typed, [kept.reference]])
    expect(await found(world, 'Exampel')).toEqual([kept.reference])
  })

  it('the journal says it of both, names nobody, and one event stands for all', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    const done = got(await merge(world, kept.reference, merged.reference))
    got(await unmerge(world.at('2025-11-05T11:00:00Z'), done.id))
    const events = (await eventsOf(world)).filter(({ action }) => action.startsWith('person.') && action.endsWith('merge'))
    expect(events).toMatchObject([
      { action: 'person.merge', person_id: kept.id, detail: { merged: merged.reference, into: kept.reference } },
      { action: 'person.unmerge', person_id: kept.id, detail: { merged: merged.reference, from: kept.reference } },
    ])
    expect(JSON.stringify(events)).not.toContain('Example')
  })
})

describe('taken apart', () => {
  it('what happened since stays with the kept record, and a number taken off meanwhile is back on the other', async () => {
    const world = await newWorld()
    const kept = await aPerson(world, 'Ann Example', { phones: '0161 496 0123' })
    const merged = await aPerson(world, 'Anne Example', { phones: '07700 900456' })
    const done = got(await merge(world, kept.reference, merged.reference))
    await inside(world, async (tx) => {
      await tx.deleteFrom('person_phone').where('number', '=', '+447700900456').execute()
      await tx
        .insertInto('person_phone')
        .values({ alliance_id: world.allianceId, person_id: kept.id, number: '+447700900789' })
        .execute()
      await tx.updateTable('person').set({ name: 'Ann Newname' }).where('id', '=', kept.id).execute()
    })
    got(await unmerge(world, done.id))
    const phones = await inside(world, (tx) =>
      tx.selectFrom('person_phone').select(['person_id', 'number']).orderBy('number').execute(),
    )
    expect(phones).toEqual([
      { person_id: kept.id, number: '+441614960123' },
      { person_id: merged.id, number: '+447700900456' },
      { person_id: kept.id, number: '+447700900789' },
    ])
    expect(await personOf(world, kept.id)).toMatchObject({ name: 'Ann Newname' })
    expect(await found(world, merged.reference)).toEqual([merged.reference])
  })

  it('in the order they were merged, the last first', async () => {
    const world = await newWorld()
    const [one, two, three] = [
      await aPerson(world, 'Ann One'),
      await aPerson(world, 'Ann Two'),
      await aPerson(world, 'Ann Three'),
    ]
    const before = await everything(world)
    const first = got(await merge(world, two.reference, one.reference))
    const second = got(await merge(world.at('2025-11-05T11:00:00Z'), three.reference, two.reference))
    expect(await personOf(world, one.id)).toMatchObject({ merged_into: three.id })
    expect(await unmerge(world, first.id)).toMatchObject({ code: 'later-merge' })
    got(await unmerge(world, second.id))
    expect(await personOf(world, one.id)).toMatchObject({ merged_into: two.id })
    got(await unmerge(world, first.id))
    expect(await everything(world)).toEqual(before)
  })

  it('not after 30 days, not twice, not by a helpline worker, not from the other alliance', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    const done = got(await merge(world, kept.reference, merged.reference))
    expect(await unmerge(world.at('2025-12-06T11:00:00Z'), done.id)).toMatchObject({ code: 'too-late' })
    expect(await unmergePeople(await world.as('helpline'), { id: done.id })).toMatchObject({ code: 'forbidden' })
    expect(await unmerge(await newWorld(), done.id)).toMatchObject({ code: 'not-found' })
    expect(await unmerge(world, 'not an id')).toMatchObject({ code: 'not-found' })
    got(await unmerge(world, done.id))
    expect(await unmerge(world, done.id)).toMatchObject({ code: 'moved-on' })
  })

  it('not when someone else took the place they shared, until there is room', async () => {
    const { world, one, other } = await twoOfEverything()
    const done = got(await mergePeople(world.system, { kept: one.refs.person, merged: other.refs.person, choices: {} }))
    await inside(world, (tx) => tx.updateTable('session').set({ places: 1, booked: 1 }).where('id', '=', one.ids.group).execute())
    expect(await unmergePeople(world.system, { id: done.id })).toMatchObject({ code: 'place-taken' })
  })
})

describe('a merge is refused', () => {
  it('of a record with itself, of nobody, by the helpline, and from the other alliance', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    expect(await merge(world, kept.reference, kept.reference)).toMatchObject({ code: 'same-record' })
    expect(await merge(world, kept.reference, 'P-999999')).toMatchObject({ code: 'not-found' })
    expect(await merge(await newWorld(), kept.reference, merged.reference)).toMatchObject({ code: 'not-found' })
    const input = { kept: kept.reference, merged: merged.reference, choices: {} }
    expect(await mergePeople(await world.as('helpline'), input)).toMatchObject({ code: 'forbidden' })
    expect((await eventsOf(world)).map(({ action }) => action)).not.toContain('person.merge')
  })

  it('pressed eight times at once, either way round, it is done once', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    const ways = [[kept, merged] as const, [merged, kept] as const]
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_none, at) => {
        const [one, other] = ways[at % 2] ?? [kept, merged]
        return merge(world, one.reference, other.reference)
      }),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.code === 'moved-on')).toHaveLength(7)
  })

  it('a person written about while two records become one loses nothing', async () => {
    const world = await newWorld()
    const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example')]
    const write = (at: number) =>
      inside(world, (tx) =>
        tx
          .insertInto('person_phone')
          .values({ alliance_id: world.allianceId, person_id: merged.id, number: `+4477009004${10 + at}` })
          .execute(),
      )
    await Promise.all([...Array.from({ length: 10 }, (_none, at) => write(at)), merge(world, kept.reference, merged.reference)])
    const left = await inside(world, (tx) => tx.selectFrom('person_phone').select('person_id').execute())
    expect([left.length, left.filter(({ person_id }) => person_id === kept.id).length]).toEqual([10, 10])
  })
})
