import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { aPerson, got } from '#test/helping'
import { newWorld } from '#test/world'
import { NOT_MOVED, readCatalogue } from './catalogue'
import { mergePeople } from './merge-people'
import { asOwner, everything, inside, merge, stillPointing, twoOfEverything, unmerge } from './merging-trial'
import { unmergePeople } from './unmerge-people'

describe('two records with one of everything on each', () => {
  it('become one: nothing points to the merged record any more, and taken apart every row is as it was', async () => {
    const { world, refs, theirs } = await twoOfEverything()
    const before = await everything(world)
    const linked = Object.entries(before).filter(([, rows]) => rows.some((row) => row.includes(theirs.id)))
    expect(linked.length).toBeGreaterThan(12)
    const merged = got(await mergePeople(world.system, { kept: refs.person, merged: theirs.reference, choices: {}, stops: [] }))
    expect(await stillPointing(world, theirs.id)).toEqual([])
    got(await unmergePeople(world.system, { id: merged.id, stops: [] }))
    expect(await everything(world)).toEqual(before)
  })

  it('two champions become one, but for the time they are booked in two places', async () => {
    const { world, refs, theirs } = await twoOfEverything()
    expect(await merge(world, refs.champion, theirs.helper)).toMatchObject({ code: 'two-places' })
    await inside(world, (tx) =>
      sql`update session set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day'
        where champion_id = ${theirs.champion}`.execute(tx),
    )
    const before = await everything(world)
    const done = got(await merge(world, refs.champion, theirs.helper))
    expect(await stillPointing(world, theirs.helperId)).toEqual([])
    expect(await stillPointing(world, theirs.champion)).toEqual([])
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
