import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { xlsxOf } from '#platform/tabular/index'
import { bringIn } from '#test/bring-in'
import { newWorld, type World } from '#test/world'

/** A register as councils keep them: its own order of columns, its own names for them, and some that are nobody's business here. */
const COLUMNS = [
  ['cost', 'Cost centre'],
  ['tag', 'Asset No'],
  ['state', 'State'],
  ['os', 'OS'],
  ['type', 'Device type'],
  ['eol', 'End of support'],
  ['maker', 'Manufacturer'],
  ['sn', 'Serial No'],
  ['model', 'Model name'],
  ['warranty', 'Warranty ref'],
  ['imei', 'IMEI number'],
  ['pat', 'Next PAT test'],
  ['battery', 'Battery health'],
  ['by', 'Funded by'],
  ['owner', 'Owned by'],
  ['extras', 'Accessories'],
] as const
const MANY = 5000
const BAD = 37

const badCell = (nth: number): Record<string, string> =>
  [
    { type: 'Spaceship' },
    { imei: '123456789012345' },
    { eol: '31/02/2028' },
    { battery: '140%' },
    { by: 'A fund nobody knows' },
    { owner: 'A partner nobody knows' },
    { sn: '', tag: '' },
  ][nth % 7] ?? {}

const rowOf = (nth: number): Record<string, string> => {
  const row = {
    ...{ cost: 'CC-1', tag: `A${nth}`, state: 'good', os: 'Android 14', type: nth % 3 ? 'Tablet' : 'Laptop', eol: '31/10/2028' },
    ...{ maker: 'Samsung', sn: `SER-${nth}`, model: 'Tab A8', warranty: `W${nth}`, imei: '', pat: '01/03/2027', battery: '91%' },
    ...{ by: 'Lottery 2024', owner: 'Fir Tree House', extras: 'Charger, 2 x cable' },
  }
  // Spread through the whole file, the first and the last row among them
  const step = Math.floor((MANY - 1) / (BAD - 1))
  const bad = nth % step === 0 && nth / step < BAD
  return bad ? { ...row, ...badCell(nth / step) } : row
}

const folder = mkdtempSync(join(tmpdir(), 'register-'))
const path = join(folder, 'Asset register FINAL (2).xlsx')

beforeAll(async () => {
  const rows = Array.from({ length: MANY }, (_, nth) => rowOf(nth))
  writeFileSync(
    path,
    await xlsxOf(
      COLUMNS.map(([key, label]) => ({ key, label })),
      rows,
    ),
  )
})
afterAll(() => import('node:fs').then(({ rmSync }) => rmSync(folder, { recursive: true })))

const library = async (): Promise<World> => {
  const world = await newWorld()
  await world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
    const own = { alliance_id: world.allianceId }
    await tx
      .insertInto('device_fund')
      .values({ ...own, id: crypto.randomUUID(), name: 'Lottery 2024' })
      .execute()
    await tx
      .insertInto('partner')
      .values({ ...own, id: crypto.randomUUID(), name: 'Fir Tree House', sector: 'voluntary', joined_on: '2018-04-01' })
      .execute()
  })
  return world
}

const kept = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('device').selectAll().where('alliance_id', '=', world.allianceId).orderBy('serial').execute(),
  )

it('names the 37 bad rows of 5,000; nothing in, or the rest in, as chosen', async () => {
  const world = await library()
  const ctx = await world.as('librarian')
  const all = await bringIn(ctx, 'devices', path)
  expect([all.ok, all.tally.read, all.tally.written, all.bad.length]).toEqual([false, MANY, 0, BAD])
  expect(await kept(world)).toEqual([])
  const rest = await bringIn(ctx, 'devices', path, { mode: 'good' })
  expect([rest.tally.written, rest.bad.length]).toEqual([MANY - BAD, BAD])
  expect(rest.bad[0]).toMatchObject({ line: 2, message: expect.stringContaining('Spaceship') })
  const devices = await kept(world)
  expect(devices).toHaveLength(MANY - BAD)
  expect(devices[0]).toMatchObject({
    ...{
      kind: 'tablet',
      make: 'Samsung',
      system: 'Android 14',
      support_ends_on: '2028-10-31',
      test_due_on: '2027-03-01',
      battery: 91,
    },
    ...{ kit: 'Charger, 2 x cable', status: 'to_wipe' },
  })
  expect(devices[0]?.fund_id).not.toBeNull()
  expect(devices[0]?.owner_id).not.toBeNull()
}, 120_000)
