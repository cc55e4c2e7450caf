import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { inside, owed, setUp } from './desk-trial'

/** The days the desk offers to ring on, and the one that is chosen. */
const offered = (body: string) => {
  const [, list = ''] = /<select[^>]*name="ringOn"[^>]*>(.*?)<\/select>/s.exec(body) ?? []
  const days = [...list.matchAll(/value="([\d-]+)"( selected)?/g)]
  return { days: days.map(([, day]) => day), chosen: days.find(([, , selected]) => selected)?.[1] }
}

type Hours = readonly [day: string, from: string, until: string]

/** Somebody whom it is safe to ring at these times alone. */
const safeAt = async (...hours: readonly Hours[]) => {
  const all = await setUp()
  const { world, person } = all
  await inside(world, (tx) =>
    tx
      .insertInto('safe_contact_plan')
      .values({
        ...{ alliance_id: world.allianceId, person_id: person.id, made_at: world.system.clock.now() },
        safe_windows: JSON.stringify(hours.map(([day, from, until]) => ({ day, from, until }))),
      })
      .execute(),
  )
  return all
}

const safeOn = (day: string) => safeAt([day, '10:00', '12:00'])

/** The desk at another moment: what it shows of them, and what becomes of a ring promised then. */
const deskAt = async ({ world, person }: Awaited<ReturnType<typeof setUp>>, moment: string) => {
  const then = world.at(moment)
  const [site, ctx] = [await openSite(then), await then.as('helpline')]
  const ring = (fields: Record<string, string>) =>
    site.post(ctx, '/calls/new', { ...{ person: person.reference, needs: 'data', next: 'ring' }, ...fields })
  return { days: offered((await site.get(ctx, `/calls/new?person=${person.reference}`)).body).days, ring }
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
    ['2025-11-08', 'We promise no ring on Saturday 8 November. The next day for a ring is Monday 10 November', '2025-11-10'],
    [
      '2025-12-26',
      'We promise no ring on Friday 26 December (Boxing Day). The next day for a ring is Monday 29 December',
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
      'It is not safe to ring them on Monday 10 November. The next day for a ring is Saturday 15 November',
    )
    expect((await send({ next: 'ring', ringOn: '2025-11-08' })).statusCode).toBe(303)
    expect(await owed(world)).toHaveLength(1)
  })

  it('what is safe in words only is not checked, and the desk says so: of somebody new, and of a plan with words', async () => {
    const { ctx, site, person, world } = await setUp()
    const typed = 'Did they say when it is safe? Choose a day and a time that fit'
    const planned = 'Their safe contact plan has words of its own'
    const desk = async (query = '') => (await site.get(ctx, `/calls/new${query}`)).body
    expect(await desk()).toContain(typed)
    expect(await desk(`?person=${person.reference}`)).not.toMatch(new RegExp(`${typed}|${planned}`))
    await inside(world, (tx) =>
      tx
        .insertInto('safe_contact_plan')
        .values({
          ...{ alliance_id: world.allianceId, person_id: person.id, made_at: ctx.clock.now(), words: 'Never when he is home' },
        })
        .execute(),
    )
    expect(await desk(`?person=${person.reference}`)).toContain(planned)
  })

  it('a session may still be on a Saturday', async () => {
    const { send } = await setUp()
    expect((await send({ next: 'session', nextOn: '2025-11-08' })).statusCode).toBe(303)
  })
})

describe('a time that is past, or at which nobody rings', () => {
  it.each([
    ['their safe time', '2025-11-05T12:00:00Z', 'It is not safe to ring them any later today', 'Wednesday 12 November'],
    ['the last hour', '2025-11-05T20:00:00Z', 'It is too late to ring anybody today', 'Thursday 6 November'],
  ])('after %s today is no more offered, and refused with what was typed', async (what, moment, says, next) => {
    const all = what === 'the last hour' ? await setUp() : await safeOn('wednesday')
    const before = await deskAt(all, new Date(Date.parse(moment) - 60_000).toISOString())
    expect(before.days[0]).toBe('2025-11-05')
    const { days, ring } = await deskAt(all, moment)
    expect(days).not.toContain('2025-11-05')
    const refused = await ring({ ringOn: '2025-11-05', notes: 'Her own words' })
    expect([refused.statusCode, refused.body.includes('href="#ringOn"')]).toEqual([409, true])
    expect(refused.body).toContain(`${says}. The next day for a ring is ${next}`)
    expect(refused.body).toContain('Her own words')
    expect(offered(refused.body).days).not.toContain('2025-11-05')
    expect(await owed(all.world)).toEqual([])
    expect((await before.ring({ ringOn: '2025-11-05' })).statusCode).toBe(303)
    expect(await owed(all.world)).toHaveLength(1)
  })

  it('a part of the day in which it is not safe is refused at its field, and the safe time named', async () => {
    const all = await safeAt(['tuesday', '10:00', '12:00'], ['friday', '14:00', '16:00'])
    const { ring } = await deskAt(all, '2025-11-05T10:00:00Z')
    const late = { ringOn: '2025-11-11', nextPart: 'evening', notes: 'Her own words', nextWords: 'The tablet' }
    const refused = await ring(late)
    expect([refused.statusCode, refused.body.includes('href="#nextPart"')]).toEqual([409, true])
    expect(refused.body).toContain('Nobody can ring them late in the day on Tuesday 11 November. It is safe Tuesday 10am to noon')
    for (const kept of ['Her own words', 'value="The tablet"', 'value="evening" selected', 'value="2025-11-11" selected'])
      expect(refused.body).toContain(kept)
    expect(await owed(all.world)).toEqual([])
    expect((await ring({ ...late, nextPart: 'morning' })).statusCode).toBe(303)
    expect(await owed(all.world)).toMatchObject([{ due_from: new Date('2025-11-11T10:00:00Z') }])
  })

  it('so is one that is over today, where a later time is still safe', async () => {
    const all = await safeAt(['wednesday', '09:00', '10:00'], ['wednesday', '14:00', '16:00'])
    const { ring } = await deskAt(all, '2025-11-05T11:00:00Z')
    const refused = await ring({ ringOn: '2025-11-05', nextPart: 'morning' })
    expect(refused.body).toContain('Nobody can ring them in the morning on Wednesday 5 November. It is safe Wednesday 2pm to 4pm')
    expect((await ring({ ringOn: '2025-11-05', nextPart: 'afternoon' })).statusCode).toBe(303)
  })

  it('and for anyone else, one that is over today', async () => {
    const { ring } = await deskAt(await setUp(), '2025-11-05T15:00:00Z')
    const refused = await ring({ ringOn: '2025-11-05', nextPart: 'morning' })
    expect(refused.body).toContain('It is too late to ring them in the morning today. Choose a later time, or another day')
    expect((await ring({ ringOn: '2025-11-05', nextPart: 'evening' })).statusCode).toBe(303)
  })

  it.each(['', 'morning'])('where it is safe only before we begin, it is due by then, not a week late: %s', async (nextPart) => {
    const all = await safeAt(['tuesday', '08:00', '08:45'])
    const { ring } = await deskAt(all, '2025-11-05T10:00:00Z')
    expect((await ring({ ringOn: '2025-11-11', nextPart })).statusCode).toBe(303)
    expect(await owed(all.world)).toMatchObject([{ due_from: new Date('2025-11-11T08:00:00Z') }])
  })

  it('asked to ring again, the call that is put off keeps to the same', async () => {
    const all = await safeAt(['tuesday', '08:00', '08:45'])
    const { ring } = await deskAt(all, '2025-11-05T10:00:00Z')
    await ring({ ringOn: '2025-11-11' })
    const [back] = await owed(all.world)
    const again = { direction: 'out', result: 'call_again', callBacks: String(back?.id), ringOn: '2025-11-18' }
    expect((await ring({ ...again, nextPart: 'evening' })).statusCode).toBe(409)
    expect((await ring(again)).statusCode).toBe(303)
    expect(await owed(all.world)).toMatchObject([{ id: back?.id, due_from: new Date('2025-11-18T08:00:00Z') }])
  })
})
