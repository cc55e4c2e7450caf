import { expect, it } from 'vitest'
import { bringIn } from '#test/bring-in'
import { newWorld, type World } from '#test/world'

const csv = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`)
const HEAD = 'Reference,Name,Mobile,Postcode,Role,DBS date,Training date,Languages,How they help,Capacity,Miles'
const GOOD = csv(
  HEAD,
  'C1,Ann Example,07700 900123,SK3 8NR,volunteer,01/02/2025,10/02/2025,Urdu and English,"phone, video",5,2.5',
  'C2,Ben Example,07700 900124,SK1 1AA,,01/02/2025,,,,,',
)

const kept = ({ db, allianceId }: World) =>
  db.transaction({ allianceId }, async (tx) => ({
    champions: await tx
      .selectFrom('champion as c')
      .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
      .select(['p.name', 'c.status', 'c.kind', 'c.applied_on', 'c.active_on', 'c.languages', 'c.ways', 'c.max_learners'])
      .select('c.travels_km')
      .orderBy('p.name')
      .execute(),
    people: (await tx.selectFrom('person').select('id').execute()).length,
    events: (await tx.selectFrom('event').select('action').orderBy('id').execute()).map(({ action }) => action).toSorted(),
  }))

it('makes each a person and a champion with an event each: active when checked and trained, else applied', async () => {
  const world = await newWorld()
  const ctx = await world.as('coordinator')
  expect(await bringIn(ctx, 'champions', GOOD)).toMatchObject({ ok: true, tally: { read: 2, written: 2, bad: 0 } })
  const { champions, events } = await kept(world)
  expect(champions).toEqual([
    {
      ...{ name: 'Ann Example', status: 'active', kind: 'volunteer', applied_on: '2025-02-01', active_on: '2025-02-10' },
      ...{ languages: ['ur', 'en'], ways: expect.arrayContaining(['phone', 'video']), max_learners: 5, travels_km: 4 },
    },
    {
      ...{ name: 'Ben Example', status: 'applied', kind: 'volunteer', applied_on: '2025-02-01', active_on: null },
      ...{ languages: ['en'], ways: expect.arrayContaining(['in_person', 'phone', 'video']), max_learners: 3, travels_km: 4.8 },
    },
  ])
  expect(champions[0]?.ways).toHaveLength(2)
  expect(events).toEqual(['champion.record', 'champion.record', 'import.champions', 'person.record', 'person.record'])
})

it('the same file again makes nobody twice; a person known already becomes a champion and stays one person', async () => {
  const world = await newWorld()
  await bringIn(world.system, 'people', csv('Reference,Name', 'C1,Ann Example'))
  expect((await bringIn(world.system, 'champions', GOOD)).tally).toMatchObject({ written: 2 })
  expect((await bringIn(world.system, 'champions', GOOD)).tally).toMatchObject({
    written: 0,
    leftOut: { 'a champion already': 2 },
  })
  const { champions, people, events } = await kept(world)
  expect([champions.length, people]).toEqual([2, 2])
  expect(events.filter((action) => action === 'champion.record')).toHaveLength(2)
})

it('names each bad row, writes nothing with one of them, and the good ones when asked', async () => {
  const world = await newWorld()
  const file = csv(
    HEAD,
    'C1,Good,07700 900123,,,,,,,,',
    'C2,Bad Date,07700 900124,,,31/02/2025,,,,,',
    'C3,Bad Way,07700 900125,,,,,,telepathy,,',
    'C4,Too Many,07700 900126,,,,,,,99,',
    'C5,Bad Kind,07700 900127,,wizard,,,,,,',
    ',No Key,,,,,,,,,',
  )
  const all = await bringIn(world.system, 'champions', file)
  expect(all).toMatchObject({ ok: false, tally: { read: 6, written: 0, bad: 5 } })
  expect(all.bad.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '3 DBS date: “31/02/2025” is a date that does not exist',
    '4 How they help: “telepathy” is not one of: in person, phone, video',
    '5 Capacity: is not from 1 to 50',
    expect.stringContaining('6 Role: “wizard” is not one of'),
    expect.stringContaining('7 : Nothing here tells this person from another'),
  ])
  expect((await kept(world)).people).toBe(0)
  expect((await bringIn(world.system, 'champions', file, { mode: 'good' })).tally).toMatchObject({ written: 1, bad: 5 })
  expect((await kept(world)).champions.map(({ name }) => name)).toEqual(['Good'])
})

it('leaves the other alliance as it is, and a helpline worker may not', async () => {
  const [world, other] = [await newWorld(), await newWorld()]
  await bringIn(other.system, 'champions', GOOD)
  const before = await kept(other)
  expect(await bringIn(world.system, 'champions', GOOD)).toMatchObject({ ok: true, tally: { written: 2 } })
  expect(await kept(other)).toEqual(before)
  const third = await newWorld()
  expect(await bringIn(await third.as('helpline'), 'champions', GOOD)).toMatchObject({ ok: false })
  expect(await kept(third)).toEqual({ champions: [], people: 0, events: [] })
})
