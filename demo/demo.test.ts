import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/ids'
import { figures, freshHouse, type House, idOf, NOW, namesOf, quietly, storiesOutOfOrder } from '#test/demo-house'
import { DemoRefused, fillDemo, fillHistory } from './index'
import { markBegun } from './mark'

let house: House
beforeAll(async () => {
  house = await freshHouse()
  await fillDemo(house, quietly, NOW)
}, 120_000)
afterAll(() => house.close())

describe('the small demonstration', () => {
  test('has every persona in both alliances, and the region officer in the region', async () => {
    for (const slug of ['stockport', 'wigan']) {
      const allianceId = await idOf(house.db, slug)
      const accounts = await house.db.transaction({ allianceId }, (tx) =>
        tx.selectFrom('account').select(['persona', 'person_id', 'partner_id']).orderBy('persona').execute(),
      )
      const guardians = ['data_lead', 'safeguarding']
      const staff = ['admin', 'champion', 'coordinator', 'helpline', 'lead', 'librarian', 'partner', 'refurbisher', ...guardians]
      expect(accounts.map(({ persona }) => persona)).toEqual(staff.toSorted())
      expect(accounts.find(({ persona }) => persona === 'champion')?.person_id).toBeTruthy()
      expect(accounts.find(({ persona }) => persona === 'partner')?.partner_id).toBeTruthy()
    }
    const region = await idOf(house.db, 'greater-manchester')
    const officers = await house.db.transaction({ allianceId: region }, (tx) =>
      tx.selectFrom('account').select('persona').execute(),
    )
    expect(officers).toEqual([{ persona: 'region' }])
  })

  test('no councillor or team refers for an organisation whose staff sign in and would read whom', async () => {
    for (const slug of ['stockport', 'wigan']) {
      const allianceId = await idOf(house.db, slug)
      const [ways, accounts] = await house.db.transaction({ allianceId }, async (tx) => [
        await tx.selectFrom('way_in').select('partner_id').where('kind', '!=', 'partner').execute(),
        await tx.selectFrom('account').select('partner_id').where('partner_id', 'is not', null).execute(),
      ])
      expect(ways.length).toBeGreaterThan(1)
      expect(ways.filter(({ partner_id }) => accounts.some((one) => one.partner_id === partner_id))).toEqual([])
    }
  })

  test('has something of everything: every figure, every status of a request, a loan and a device', async () => {
    for (const slug of ['stockport', 'wigan']) {
      const values = await figures(house.db, slug, '2025-03-01', '2026-03-12')
      for (const [figure, { value }] of Object.entries(values)) expect(value, `${slug} ${figure}`).toBeGreaterThan(0)
      const allianceId = await idOf(house.db, slug)
      const statuses = (table: 'request' | 'loan' | 'device' | 'session' | 'champion' | 'match') =>
        house.db.transaction({ allianceId, readOnly: true }, async (tx) => {
          const rows = await tx.selectFrom(table).select('status').distinct().orderBy('status').execute()
          return rows.map(({ status }) => status)
        })
      expect(await statuses('request')).toEqual(['closed', 'done', 'in_hand', 'new', 'triaged', 'waiting'])
      expect(await statuses('loan')).toEqual(['cancelled', 'lost', 'on_loan', 'promised', 'returned'])
      const stands = ['given', 'lost', 'on_loan', 'promised', 'ready', 'recycled', 'repair', 'returned', 'to_wipe']
      expect(await statuses('device')).toEqual(stands)
      expect(await statuses('session')).toEqual(['cancelled', 'held', 'planned'])
      expect(await statuses('champion')).toEqual(['active', 'applied', 'left', 'paused'])
      expect(await statuses('match')).toEqual(['accepted', 'asked', 'declined', 'ended'])
    }
  })

  test('has something due this week, something late, and no event later than now', async () => {
    const allianceId = await idOf(house.db, 'stockport')
    const loans = await house.db.transaction({ allianceId, readOnly: true }, (tx) =>
      tx.selectFrom('loan').select('due_on').where('status', '=', 'on_loan').execute(),
    )
    const due = loans.map((loan) => String(loan.due_on))
    expect(due.filter((day) => day >= '2026-03-12' && day <= '2026-03-18').length).toBeGreaterThan(0)
    expect(due.filter((day) => day < '2026-03-12').length).toBeGreaterThan(0)
    const [last] = await house.db.transaction({ allianceId, readOnly: true }, (tx) =>
      tx.selectFrom('event').select('at').where('action', '!=', 'alliance.add').orderBy('at', 'desc').limit(1).execute(),
    )
    expect(last?.at.getTime()).toBeLessThanOrEqual(NOW.getTime())
  })

  test('tells each record’s story from its beginning: nothing happens to it before it is there', async () => {
    for (const slug of ['stockport', 'wigan']) expect(await storiesOutOfOrder(house.db, slug)).toEqual([])
  })

  test('gives every phone number from the ranges kept for drama', async () => {
    const allianceId = await idOf(house.db, 'wigan')
    const phones = await house.db.transaction({ allianceId, readOnly: true }, (tx) =>
      tx.selectFrom('person_phone').select('number').execute(),
    )
    expect(phones.length).toBeGreaterThan(20)
    for (const { number } of phones) expect(number).toMatch(/^\+44(1614960|1632960|7700900)\d{3}$/)
  })

  test('a second start leaves it as it is', async () => {
    const before = await namesOf(house.db, 'stockport')
    await fillDemo(house, quietly, NOW)
    expect(await namesOf(house.db, 'stockport')).toEqual(before)
  })
})

describe('to the end or not at all', () => {
  let other: House
  beforeAll(async () => {
    other = await freshHouse()
  })
  afterAll(() => other.close())

  test('a half-filled one is thrown away and filled again, with the same names and figures', async () => {
    const id = newId()
    await other.db.transaction({ allianceId: id }, (tx) =>
      tx.insertInto('alliance').values({ id, slug: 'stockport', name: 'Half', borough: 'Stockport' }).execute(),
    )
    await markBegun(other.ownerUrl, 'demo')
    await fillDemo(other, quietly, NOW)
    for (const slug of ['stockport', 'wigan']) {
      expect(await namesOf(other.db, slug)).toEqual(await namesOf(house.db, slug))
      const period = [slug, '2025-03-01', '2026-03-12'] as const
      expect(await figures(other.db, ...period)).toEqual(await figures(house.db, ...period))
    }
  }, 120_000)
})

describe('what is not ours', () => {
  let other: House
  beforeAll(async () => {
    other = await freshHouse()
  })
  afterAll(() => other.close())

  const addOwn = async (account: boolean): Promise<void> => {
    const id = newId()
    const slug = account ? 'with-people' : 'own'
    await other.db.transaction({ allianceId: id }, async (tx) => {
      await tx.insertInto('alliance').values({ id, slug, name: 'Own', borough: 'Elsewhere' }).execute()
      if (account)
        await tx.insertInto('account').values({ alliance_id: id, id: newId(), name: 'Ann', email: 'ann@example.org' }).execute()
    })
  }
  const slugs = async (): Promise<string[]> => {
    const { rows } = await other.db.pool.query<{ slug: string }>('select slug from alliance order by slug')
    return rows.map(({ slug }) => slug)
  }

  test('an alliance without our mark is left alone, and gets no history', async () => {
    await addOwn(false)
    await fillDemo(other, quietly, NOW)
    expect(await slugs()).toEqual(['own'])
    await expect(fillHistory(other, { say: quietly })).rejects.toThrow(DemoRefused)
  })

  test('a real account keeps everything, even with a mark of a filling that never ended', async () => {
    await addOwn(true)
    await markBegun(other.ownerUrl, 'demo')
    await fillDemo(other, quietly, NOW)
    expect(await slugs()).toEqual(['own', 'with-people'])
  })
})
