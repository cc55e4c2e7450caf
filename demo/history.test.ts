import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { figures, freshHouse, type House, idOf, NOW, quietly, storiesOutOfOrder } from '#test/demo-house'
import { fillDemo, fillHistory } from './index'

let house: House
beforeAll(async () => {
  house = await freshHouse()
  await fillDemo(house, quietly, NOW)
  await fillHistory(house, { say: quietly, scale: 0.02 })
}, 240_000)
afterAll(() => house.close())

describe('the history, a fiftieth of it', () => {
  const TWO_YEARS = ['2018-04-01', '2020-03-31'] as const
  const YEAR = ['2020-04-01', '2021-03-31'] as const

  test('Stockport 2018 to 2020: people supported against both targets, and 35 partners', async () => {
    const values = await figures(house.db, 'stockport', ...TWO_YEARS)
    expect(values.supported.value).toBe(169)
    expect(values.partners.value).toBe(35)
    expect(values.calls.value).toBe(0)
    const allianceId = await idOf(house.db, 'stockport')
    const targets = await house.db.transaction({ allianceId, readOnly: true }, (tx) =>
      tx.selectFrom('target').select(['figure', 'value']).where('ends_on', '=', TWO_YEARS[1]).orderBy('value').execute(),
    )
    expect(targets).toEqual([
      { figure: 'partners', value: 30 },
      { figure: 'supported', value: 100 },
      { figure: 'supported', value: 120 },
    ])
  })

  test('Stockport 2020 to 2021: calls, remote sessions, loans and gifts', async () => {
    const values = await figures(house.db, 'stockport', ...YEAR)
    expect(values.calls.value).toBe(83)
    expect(values.sessions.value).toBe(34 + 6)
    expect(values.loans.value).toBe(20)
    expect(values.returned_good.outOf).toBeGreaterThan(15)
    expect(values.devices_given.value).toBe(11 + 1 + 1)
    expect(values.data_given.value).toBe(7 + 4)
    const allianceId = await idOf(house.db, 'stockport')
    const near = await house.db.transaction({ allianceId, readOnly: true }, (tx) =>
      tx
        .selectFrom('session')
        .select('id')
        .where('way', '=', 'in_person')
        .where('held_on', '>=', YEAR[0])
        .where('held_on', '<=', YEAR[1])
        .execute(),
    )
    expect(near).toEqual([])
  })

  test('tells each record’s story from its beginning, years back too', async () => {
    for (const slug of ['stockport', 'wigan']) expect(await storiesOutOfOrder(house.db, slug)).toEqual([])
  })

  test('Wigan June to November 2020: TechMates, hours and bulk gifts', async () => {
    const values = await figures(house.db, 'wigan', '2020-06-01', '2020-11-30')
    expect(values.champions.value).toBe(1)
    expect(values.minutes.value).toBe(384)
    expect(values.devices_given.value).toBe(20 + 2 + 2)
    expect((await figures(house.db, 'wigan', ...TWO_YEARS)).supported.value).toBe(0)
  })

  test('change a record, and the figure changes', async () => {
    const allianceId = await idOf(house.db, 'stockport')
    const change = (attended: string) =>
      house.db.transaction({ allianceId }, async (tx) => {
        const session = await tx
          .selectFrom('attendance')
          .innerJoin('session', 'session.id', 'attendance.session_id')
          .select(['session_id', 'attendance.person_id'])
          .where('session.held_on', '<=', '2019-12-31')
          .where('session.kind', '=', 'group')
          .orderBy('session_id')
          .orderBy('attendance.person_id')
          .limit(1)
          .executeTakeFirstOrThrow()
        await tx
          .updateTable('attendance')
          .set({ status: attended })
          .where('alliance_id', '=', allianceId)
          .where('session_id', '=', session.session_id)
          .where('person_id', '=', session.person_id)
          .execute()
      })
    await change('missed')
    expect((await figures(house.db, 'stockport', ...TWO_YEARS)).supported.value).toBe(168)
    await change('attended')
    expect((await figures(house.db, 'stockport', ...TWO_YEARS)).supported.value).toBe(169)
  })

  test('leaves the last months to the small demonstration, and is not told twice', async () => {
    const id = await idOf(house.db, 'stockport')
    const later = await house.db.transaction({ allianceId: id, readOnly: true }, (tx) =>
      tx.selectFrom('session').select('id').where('held_on', '>', '2021-03-31').where('held_on', '<', '2025-05-01').execute(),
    )
    expect(later).toEqual([])
    await expect(fillHistory(house, { say: quietly, scale: 0.02 })).rejects.toThrow('already')
  })
})
