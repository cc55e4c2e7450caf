import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../src/platform/command'
import { aRequest } from '../helping'
import { openSite, type Site } from '../site'
import { newWorld, type World } from '../world'

let world: World
let site: Site
let desk: Ctx

beforeAll(async () => {
  world = await newWorld()
  site = await openSite(world)
  desk = await world.as('helpline')
})

const call = (fields: Record<string, string>) =>
  site.post(desk, '/calls/new', { person: 'new', name: 'Ann Example', needs: 'data', next: 'sorted', ...fields })

/** The call that was saved, by where its answer leads. */
const saved = ({ headers }: { headers: { location?: unknown } }) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .selectFrom('call as c')
      .innerJoin('request as r', 'r.id', 'c.request_id')
      .innerJoin('person as p', 'p.id', 'c.person_id')
      .select(['c.notes', 'p.name', 'p.reference', 'p.id'])
      .where('r.reference', '=', String(headers.location).split('/').at(-1) ?? '')
      .executeTakeFirst(),
  )

const callsSoFar = async (): Promise<number> =>
  (await world.db.transaction(world.system, (tx) => tx.selectFrom('call').select('id').execute())).length

describe('a note of 10,000 characters', () => {
  it.each([
    ['letters', 'x'.repeat(10_000)],
    ['Arabic', 'س'.repeat(10_000)],
    ['emoji', '👵'.repeat(5000)],
    ['lines', 'a line\n'.repeat(1428)],
  ])('of %s is kept whole with the call', async (_of, notes) => {
    const answer = await call({ notes })
    expect(answer.statusCode).toBe(303)
    expect((await saved(answer))?.notes).toBe(notes.trim())
  })

  it('one more is said in words, nothing is written and not a letter is lost', async () => {
    const before = await callsSoFar()
    const notes = `start ${'x'.repeat(9995)}`
    const answer = await call({ notes, next: 'ring', nextOn: '2025-11-06' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Use 10,000 characters or fewer')
    expect(answer.body).toContain(notes)
    expect(answer.body).toContain('value="Ann Example"')
    expect(await callsSoFar()).toBe(before)
  })
})

describe('a caller called', () => {
  it.each([
    'فاطمة الزهراء',
    '👩‍🦳 Nan 👨‍👩‍👧‍👦',
    'Nguyễn Thị Ánh',
    '王小明',
    "O'Brien-Ó Súilleabháin",
    '\u202Eelbat desrever',
    '𝒜𝓃𝓃 <b>',
  ])('%s is kept as typed, and found again by it', async (name) => {
    const answer = await call({ name })
    expect(answer.statusCode).toBe(303)
    const person = await saved(answer)
    expect(person?.name).toBe(name)
    const shown = name.replaceAll('<', '&lt;')
    expect((await site.get(desk, `/people/${person?.reference}`)).body).toContain(shown)
    if (/\p{L}/u.test(name)) {
      const found = (await site.get(desk, `/calls/new?q=${encodeURIComponent(name)}`)).body
      expect(found).toContain(`person=${person?.reference}`)
    }
  })
})

describe('a phone number', () => {
  it.each([
    ['+48 22 123 45 67', '+48221234567'],
    ['0048 22 123 45 67', '+48221234567'],
    ['+1 (212) 555-0100', '+12125550100'],
    ['00971 4 123 4567', '+97141234567'],
    ['0161/496.0123', '+441614960123'],
    ['(+44) 0161 496 0124', '+441614960124'],
  ])('%s is read as %s', async (phones, number) => {
    const answer = await call({ name: `Rings from ${number}`, phones })
    expect(answer.statusCode).toBe(303)
    const { id } = (await saved(answer)) ?? { id: '' }
    const kept = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('person_phone').select('number').where('person_id', '=', id).execute(),
    )
    expect(kept).toEqual([{ number }])
  })

  it.each([
    '12',
    'ring the bell',
    '0161 496',
    '0161 496 01',
    '07700 9006',
    '+999 1234567',
    '0161 496 0123 0161 496 0124 0161 496 0125',
    '٠١٦١',
  ])('%s is asked for again, with what was typed still there', async (phones) => {
    const before = await callsSoFar()
    const answer = await call({ phones, notes: 'Kept words' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Enter a phone number in full, such as 0161 496 0123')
    expect(answer.body).toContain(`value="${phones}"`)
    expect(answer.body).toContain('Kept words')
    expect(await callsSoFar()).toBe(before)
  })
})

describe('a day that cannot be', () => {
  it.each(['2025-02-30', '2025-13-01', '0000-00-00', 'tomorrow', '2025-11-4', '9999-99-99'])(
    '%s at the call desk is asked for again',
    async (day) => {
      for (const [asked, says] of [
        [{ next: 'other', nextOn: day }, 'Choose the day it happens'],
        [{ next: 'ring', ringOn: day }, 'Choose the day to ring them'],
      ] as const) {
        const answer = await call({ ...asked, notes: 'Kept words' })
        expect([answer.statusCode, answer.body.includes(says)]).toEqual([422, true])
        expect(answer.body).toContain('Kept words')
      }
    },
  )

  it.each([
    ['30', '2', '2026'],
    ['31', '11', '2025'],
    ['0', '1', '2026'],
    ['12', 'December', '2026'],
    ['', '12', '2026'],
    ['29', '2', '2027'],
  ])('%s %s %s as the next step of a request is asked for again, and stands as it was typed', async (day, month, year) => {
    const { reference } = await aRequest(world, `Dated ${day} ${month} ${year}`)
    const typed = { 'nextActionOn-day': day, 'nextActionOn-month': month, 'nextActionOn-year': year }
    const answer = await site.post(desk, `/requests/${reference}/plan`, { nextAction: 'Ring about the tablet', ...typed })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Enter the day it happens, such as 12 12 2026')
    for (const words of ['Ring about the tablet', day, month, year].filter(Boolean))
      expect(answer.body).toContain(`value="${words}"`)
  })
})
