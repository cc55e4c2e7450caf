import { expect, it } from 'vitest'
import { bringIn } from '#test/bring-in'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'

const csv = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\n')}\n`)
const HEAD = 'Type,Manufacturer,Model,Serial no,Asset tag,IMEI,State,Location,Date added'
const GOOD = csv(
  HEAD,
  'iPad,Apple,9th generation,SN-1,,,good,The Hub,01/02/2025',
  'Chromebook,Acer,,,TAG-2,,worn,,',
  'Mobile phone,Nokia,,SN-3,,49-015420-323751-8,,the hub,',
)

const withHub = async (): Promise<World> => {
  const world = await newWorld()
  await bringIn(world.system, 'places', csv('Name,Postcode', 'The Hub,SK3 8NR'))
  return world
}

const kept = ({ db, allianceId }: World) =>
  db.transaction({ allianceId }, async (tx) => ({
    devices: await tx
      .selectFrom('device as d')
      .leftJoin('place as p', (join) => join.onRef('p.id', '=', 'd.place_id').onRef('p.alliance_id', '=', 'd.alliance_id'))
      .select(['d.kind', 'd.make', 'd.serial', 'd.imei', 'd.condition', 'd.status', 'p.name as place', 'd.added_on'])
      .orderBy('d.serial')
      .execute(),
    recorded: (await tx.selectFrom('event').select('id').where('action', '=', 'device.record').execute()).length,
    files: (await tx.selectFrom('event').select('id').where('action', '=', 'import.devices').execute()).length,
  }))

it('makes each a device that waits to be wiped, at its place, with an event each', async () => {
  const world = await withHub()
  const ctx = await world.as('librarian')
  expect(await bringIn(ctx, 'devices', GOOD)).toMatchObject({ ok: true, tally: { read: 3, written: 3, bad: 0 } })
  const { devices, recorded, files } = await kept(world)
  const waiting = { status: 'to_wipe', imei: null }
  expect(devices).toEqual([
    { ...waiting, kind: 'tablet', make: 'Apple', serial: 'SN-1', condition: 'good', place: 'The Hub', added_on: '2025-02-01' },
    {
      ...{ ...waiting, kind: 'phone', make: 'Nokia', serial: 'SN-3', condition: 'good', place: 'The Hub' },
      ...{ imei: '490154203237518', added_on: expect.any(String) },
    },
    { ...waiting, kind: 'laptop', make: 'Acer', serial: 'TAG-2', condition: 'worn', place: null, added_on: expect.any(String) },
  ])
  expect([recorded, files]).toEqual([3, 1])
})

it('the same file again, in other letters, makes none twice and changes none', async () => {
  const world = await withHub()
  await bringIn(world.system, 'devices', GOOD)
  const before = await kept(world)
  const louder = csv(HEAD, 'Tablet,APPLE,Other model,sn-1,,,damaged,,', 'Laptop,Acer,,,tag-2,,,,')
  expect((await bringIn(world.system, 'devices', GOOD)).tally).toMatchObject({ written: 0, leftOut: { 'already here': 3 } })
  expect((await bringIn(world.system, 'devices', louder, { mode: 'good' })).tally).toMatchObject({ written: 0 })
  expect({ ...(await kept(world)), files: 1 }).toEqual(before)
})

it('names each bad row, writes nothing with one of them, and the good ones when asked', async () => {
  const world = await withHub()
  const file = csv(
    HEAD,
    'Tablet,Apple,,GOOD-1,,,,,',
    'Spaceship,Apple,,SN-2,,,,,',
    'Tablet,Apple,,,,,,,',
    'Phone,Nokia,,SN-4,,123,,,',
    'Laptop,Acer,,SN-5,,,,Nowhere Hall,',
    'Laptop,Acer,,SN-6,,,,,31/02/2025',
  )
  const all = await bringIn(world.system, 'devices', file)
  expect(all).toMatchObject({ ok: false, tally: { read: 6, written: 0, bad: 5 } })
  expect(all.bad.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '3 Type: “Spaceship” is not one of: tablet, laptop, phone, dongle, other',
    '4 Serial no: is empty, and so is the asset tag: one of them tells devices apart',
    '5 IMEI: “123” is not the 15 numbers of an IMEI',
    '6 : There is no place called “Nowhere Hall”. Add the place first, or leave it empty',
    '7 Date added: “31/02/2025” is a date that does not exist',
  ])
  expect((await kept(world)).devices).toEqual([])
  expect((await bringIn(world.system, 'devices', file, { mode: 'good' })).tally).toMatchObject({ written: 1, bad: 5 })
  expect((await kept(world)).devices.map(({ serial }) => serial)).toEqual(['GOOD-1'])
})

it('leaves the other alliance as it is, does not know its places, and a champion may not', async () => {
  const [other, world] = [await withHub(), await newWorld()]
  await bringIn(other.system, 'devices', GOOD)
  const before = await kept(other)
  const refused = await bringIn(world.system, 'devices', GOOD)
  expect(refused).toMatchObject({ ok: false, tally: { bad: 2 } })
  await bringIn(world.system, 'places', csv('Name,Postcode', 'The Hub,SK1 1AA'))
  expect(await bringIn(world.system, 'devices', GOOD)).toMatchObject({ ok: true, tally: { written: 3 } })
  expect(await kept(other)).toEqual(before)
  const third = await withHub()
  expect(await bringIn(await third.as('champion'), 'devices', GOOD)).toMatchObject({ ok: false })
  expect((await kept(third)).devices).toEqual([])
})

it('keeps the asset tag beside the serial number and the IMEI', async () => {
  const world = await withHub()
  const list = csv(HEAD, 'Mobile phone,Nokia,,SN-3,COUNCIL-77,49-015420-323751-8,,,', 'Chromebook,Acer,,,TAG-2,,,,')
  expect(await bringIn(await world.as('librarian'), 'devices', list)).toMatchObject({ ok: true, tally: { written: 2 } })
  const rows = await world.db.transaction(world.system, (tx) =>
    tx.selectFrom('device').select(['serial', 'asset_tag', 'imei', 'reference']).orderBy('serial').execute(),
  )
  expect(rows).toMatchObject([
    { serial: 'SN-3', asset_tag: 'COUNCIL-77', imei: '490154203237518' },
    { serial: 'TAG-2', asset_tag: 'TAG-2', imei: null },
  ])
  const site = await openSite(world)
  const me = await world.as('librarian')
  expect((await site.get(me, `/devices/${rows[0]?.reference}`)).body).toContain('COUNCIL-77')
  for (const typed of ['council-77', '490154203237518'])
    expect((await site.get(me, `/devices?q=${typed}`)).body).toContain(`/devices/${rows[0]?.reference}"`)
})
