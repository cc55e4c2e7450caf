import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { inside, owed, setUp } from './desk-trial'

/** The days the desk offers to ring on, and the one that is chosen. */
const offered = (body: string) => {
  const [, list = ''] = /<select[^>]*name="ringOn"[^>]*>(.*?)<\/select>/s.exec(body) ?? []
  const days = [...list.matchAll(/value="([\d-]+)"( selected)?/g)]
  return { days: days.map(([, day]) => day), chosen: days.find(([, , selected]) => selected)?.[1] }
}

const safeOn = async (day: string) => {
  const all = await setUp()
  const { world, person } = all
  await inside(world, (tx) =>
    tx
      .insertInto('safe_contact_plan')
      .values({
        ...{ alliance_id: world.allianceId, person_id: person.id, made_at: world.system.clock.now() },
        safe_windows: JSON.stringify([{ day, from: '10:00', until: '12:00' }]),
      })
      .execute(),
  )
  return all
}

describe('the day to ring somebody back', () => {
  it('is offered only where somebody rings; other steps keep every day', async () => {
    const { ctx, site } = await setUp()
    const { body } = await site.get(ctx, '/calls/new')
    const { days, chosen } = offered(body)
    expect(days.slice(0, 5)).toEqual(['2025-11-05', '2025-11-06', '2025-11-07', '2025-11-10', '2025-11-11'])
    expect(days).not.toContain('2025-11-08')
    expect(days.at(-1)).toBe('2026-01-28')
    expect(chosen).toBe('2025-11-06')
    expect(/<select[^>]*name="nextOn"[^>]*>.*?<\/select>/s.exec(body)?.[0]).toContain('value="2025-11-08"')
  })

  it('before Easter is the Tuesday after it, and Christmas by the week is the working day after it', async () => {
    const { world } = await setUp()
    const easter = world.at('2026-04-02T10:00:00Z')
    const { days, chosen } = offered((await (await openSite(easter)).get(await easter.as('helpline'), '/calls/new')).body)
    expect([days.slice(0, 3), chosen]).toEqual([['2026-04-02', '2026-04-07', '2026-04-08'], '2026-04-07'])
    const advent = world.at('2026-11-27T10:00:00Z')
    const late = offered((await (await openSite(advent)).get(await advent.as('helpline'), '/calls/new')).body)
    expect(late.days).toContain('2026-12-29')
    expect(late.days).not.toContain('2026-12-25')
  })

  it.each([
    ['2025-11-08', 'Nobody rings on Saturday 8 November. The next day somebody can is Monday 10 November', '2025-11-10'],
    [
      '2025-12-26',
      'Nobody rings on Friday 26 December (Boxing Day). The next day somebody can is Monday 29 December',
      '2025-12-29',
    ],
  ])('%s is refused in plain words, with the next day named and all that was typed', async (ringOn, says, next) => {
    const { world, send } = await setUp()
    const refused = await send({ next: 'ring', ringOn, notes: 'Her own words', nextWords: 'The tablet' })
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain(`href="#ringOn"`)
    expect(refused.body).toContain(says)
    expect(refused.body).toContain('Her own words')
    expect(offered(refused.body).chosen).toBe(next)
    expect(await owed(world)).toEqual([])
    expect((await send({ next: 'ring', ringOn: next })).statusCode).toBe(303)
    expect(await owed(world)).toMatchObject([{ due_from: new Date(`${next}T09:00:00Z`) }])
  })

  it('a weekend that is theirs to choose stays, and no other day is theirs', async () => {
    const { world, ctx, site, send, person } = await safeOn('saturday')
    const { days, chosen } = offered((await site.get(ctx, `/calls/new?person=${person.reference}`)).body)
    expect([days.slice(0, 2), chosen]).toEqual([['2025-11-08', '2025-11-15'], '2025-11-08'])
    const refused = await send({ next: 'ring', ringOn: '2025-11-10' })
    expect(refused.body).toContain(
      'It is not safe to ring them on Monday 10 November. The next day somebody can is Saturday 15 November',
    )
    expect((await send({ next: 'ring', ringOn: '2025-11-08' })).statusCode).toBe(303)
    expect(await owed(world)).toHaveLength(1)
  })

  it('a session may still be on a Saturday', async () => {
    const { send } = await setUp()
    expect((await send({ next: 'session', nextOn: '2025-11-08' })).statusCode).toBe(303)
  })
})
