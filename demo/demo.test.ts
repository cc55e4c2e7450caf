import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { readFigures } from '#modules/reporting'
import { type Database, openDatabase } from '#platform/db'
import { newId } from '#platform/ids'
import { withDatabase } from '#test/database'
import { DemoRefused, fillDemo, fillHistory } from './index'
import { markBegun } from './mark'

/** A database of its own, since filling in takes a whole installation. */
const freshHouse = async () => {
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
    await client.query(`drop database if exists ${name} with (force)`)
    await client.end()
  }
  await client.query('select pg_advisory_unlock(77)')
  return { db, ownerUrl, appUrl: ownerUrl, close }
}
type House = Awaited<ReturnType<typeof freshHouse>>

const NOW = new Date('2026-03-12T11:00:00Z')
const said: string[] = []
const say = (line: string): void => void said.push(line)

const idOf = async (db: Database, slug: string): Promise<string> => {
  const { rows } = await db.pool.query<{ id: string }>('select id from alliance where slug = $1', [slug])
  return rows[0]?.id ?? ''
}

const figures = async (db: Database, slug: string, from: string, to: string) => {
  const allianceId = await idOf(db, slug)
  return db.transaction({ allianceId, readOnly: true }, (tx) => readFigures(tx, { from, to }))
}

const namesOf = async (db: Database, slug: string): Promise<string[]> => {
  const allianceId = await idOf(db, slug)
  const rows = await db.transaction({ allianceId, readOnly: true }, (tx) => tx.selectFrom('person').select('name').execute())
  return rows.map(({ name }) => name).toSorted()
}

let house: House
beforeAll(async () => {
  house = await freshHouse()
  await fillDemo(house, say, NOW)
}, 120_000)
afterAll(() => house.close())

describe('the small demonstration', () => {
  test('has every persona in both alliances, and the region officer in the region', async () => {
    for (const slug of ['stockport', 'wigan']) {
      const allianceId = await idOf(house.db, slug)
      const accounts = await house.db.transaction({ allianceId }, (tx) =>
        tx.selectFrom('account').select(['persona', 'person_id', 'partner_id']).orderBy('persona').execute(),
      )
      const staff = ['admin', 'champion', 'coordinator', 'helpline', 'lead', 'librarian', 'partner', 'refurbisher']
      expect(accounts.map(({ persona }) => persona)).toEqual(staff)
      expect(accounts.find(({ persona }) => persona === 'champion')?.person_id).toBeTruthy()
      expect(accounts.find(({ persona }) => persona === 'partner')?.partner_id).toBeTruthy()
    }
    const region = await idOf(house.db, 'greater-manchester')
    const officers = await house.db.transaction({ allianceId: region }, (tx) =>
      tx.selectFrom('account').select('persona').execute(),
    )
    expect(officers).toEqual([{ persona: 'region' }])
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
      expect(await statuses('request')).toEqual(['closed', 'done', 'in_hand', 'new', 'waiting'])
      expect(await statuses('loan')).toEqual(['cancelled', 'lost', 'on_loan', 'promised', 'returned'])
      expect(await statuses('device')).toEqual(['given', 'lost', 'on_loan', 'promised', 'ready', 'recycled', 'repair', 'to_wipe'])
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
    await fillDemo(house, say, NOW)
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
    await fillDemo(other, say, NOW)
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
    await fillDemo(other, say, NOW)
    expect(await slugs()).toEqual(['own'])
    await expect(fillHistory(other, { say })).rejects.toThrow(DemoRefused)
  })

  test('a real account keeps everything, even with a mark of a filling that never ended', async () => {
    await addOwn(true)
    await markBegun(other.ownerUrl, 'demo')
    await fillDemo(other, say, NOW)
    expect(await slugs()).toEqual(['own', 'with-people'])
  })
})

describe('the history, a fiftieth of it', () => {
  const TWO_YEARS = ['2018-04-01', '2020-03-31'] as const
  const YEAR = ['2020-04-01', '2021-03-31'] as const
  beforeAll(async () => {
    await fillHistory(house, { say, scale: 0.02 })
  }, 240_000)

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
      tx.selectFrom('session').select('id').where('held_on', '>', '2021-03-31').where('held_on', '<', '2025-06-01').execute(),
    )
    expect(later).toEqual([])
    await expect(fillHistory(house, { say, scale: 0.02 })).rejects.toThrow('already')
  })
})
