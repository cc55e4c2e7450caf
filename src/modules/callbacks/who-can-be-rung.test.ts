import { describe, expect, it } from 'vitest'
import { readCounts } from '#platform/counts'
import { newWorld } from '#test/world'
import { callQueue, countToRing, peopleWithStuckCalls, putBack } from './index'
import { endStuck, inside, known, owed, rowOf, taken } from './queue-trial'

describe('who can be rung', () => {
  it('someone kept apart while in hand is let go, and the next can be held', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const [first, second] = [await known(ctx, 'First'), await known(ctx, 'Second')]
    await owed(ctx, first.id, { priority: 'now' })
    await owed(ctx, second.id)
    expect(await taken(ctx)).toBe(first.reference)
    await inside(world, (tx) =>
      tx
        .insertInto('restricted_person')
        .values({ alliance_id: world.allianceId, person_id: first.id, why: 'A relative works here', since: ctx.clock.now() })
        .execute(),
    )
    expect(await taken(ctx)).toBe(second.reference)
    expect(await putBack(ctx, {})).toMatchObject({ ok: true, value: { person: second.id } })
    expect(await putBack(ctx, {})).toMatchObject({ ok: true, value: { person: null } })
  })

  it('one in hand who may not be rung any more is not handed out again', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const [first, second] = [await known(ctx, 'First'), await known(ctx, 'Second')]
    await owed(ctx, first.id, { priority: 'now' })
    await owed(ctx, second.id)
    expect(await taken(ctx)).toBe(first.reference)
    await inside(world, (tx) => tx.updateTable('person').set({ do_not_call: true }).where('id', '=', first.id).execute())
    expect(await taken(ctx)).toBe(second.reference)
    const dusk = await world.at('2025-11-05T19:55:00Z').as('helpline')
    expect(await taken(dusk)).toBe(second.reference)
    expect(await taken(await world.at('2025-11-05T20:01:00Z').as('helpline'))).toBeNull()
  })

  it('keeps to the hours somebody chose as safe, and only to those, be it a Sunday evening', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    await owed(ctx, person.id)
    await inside(world, (tx) =>
      tx
        .insertInto('safe_contact_plan')
        .values({
          ...{ alliance_id: world.allianceId, person_id: person.id, made_at: ctx.clock.now() },
          safe_windows: JSON.stringify([{ day: 'sunday', from: '20:00', until: '21:00' }]),
        })
        .execute(),
    )
    expect(await taken(await world.at('2025-11-09T19:30:00Z').as('helpline'))).toBeNull()
    expect(await taken(await world.at('2025-11-09T20:30:00Z').as('helpline'))).toBe(person.reference)
  })

  it('rings whoever speaks for someone who chose that, once we know who it is', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx, 'Ann Example', '')
    await owed(ctx, person.id)
    const reachedBy = (through: string) =>
      inside(world, (tx) =>
        tx
          .updateTable('person')
          .set({ ways: ['through_someone'], reach_through: through })
          .where('id', '=', person.id)
          .execute(),
      )
    await reachedBy('')
    expect(await taken(ctx)).toBeNull()
    await reachedBy('Daughter Ellen, 0161 496 0150')
    expect(await taken(ctx)).toBe(person.reference)
    const { rows } = await inside(world, (tx) => callQueue(tx, world.allianceId, ctx.clock.now(), null))
    expect(rows).toMatchObject([{ can_ring: true, through: 'Daughter Ellen, 0161 496 0150' }])
  })

  it('gives a worker their own before what nobody promised', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const [systems, mine] = [await known(ctx, 'Asked by the system'), await known(ctx, 'Mine')]
    await owed(world.system, systems.id, { from: new Date('2025-11-04T09:00:00Z') })
    await owed(ctx, mine.id)
    expect(await taken(ctx)).toBe(mine.reference)
  })

  it('leaves out what is of no use any more, and ends it; the time of day they asked for ends nothing', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const { id, reference } = await known(ctx)
    const from = new Date('2025-11-04T09:00:00Z')
    const over = await owed(ctx, id, { from, notAfter: new Date('2025-11-05T09:00:00Z') })
    expect(await taken(ctx)).toBeNull()
    expect((await inside(world, (tx) => callQueue(tx, world.allianceId, ctx.clock.now(), null))).rows).toEqual([])
    const morning = await owed(ctx, id, { from, until: new Date('2025-11-04T12:00:00Z') })
    expect(await taken(ctx)).toBe(reference)
    expect(await inside(world, (tx) => peopleWithStuckCalls(tx, world.allianceId, ctx.clock.now()))).toEqual([id])
    expect(await endStuck(world.system, id)).toMatchObject({ ok: true, value: [] })
    expect([(await rowOf(world, over)).status, (await rowOf(world, morning)).status]).toEqual(['called_off', 'waiting'])
  })

  it('counts whom somebody can ring now, and nobody else', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const count = async (at: Date) =>
      (await inside(world, (tx) => readCounts(tx, { toRing: countToRing(world.allianceId, at) }))).toRing
    const one = await known(ctx)
    await owed(ctx, one.id)
    await owed(ctx, one.id)
    await owed(ctx, (await known(ctx, 'No phone', '')).id)
    await owed(ctx, (await known(ctx, 'Later')).id, { from: new Date('2025-11-06T09:00:00Z') })
    expect(await count(ctx.clock.now())).toBe(1)
    expect(await count(new Date('2025-11-05T21:00:00Z'))).toBe(0)
  })
})

describe('someone with one safe number', () => {
  const planned = async (failed: { safe?: Date; own?: Date }) => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const person = await known(ctx)
    await owed(ctx, person.id)
    const own = { alliance_id: world.allianceId, person_id: person.id }
    await inside(world, async (tx) => {
      await tx
        .insertInto('safe_contact_plan')
        .values({ ...own, safe_number: '+441614960777', made_at: ctx.clock.now() })
        .execute()
      await tx
        .updateTable('person_phone')
        .set({ failed_at: failed.own ?? null })
        .where('person_id', '=', person.id)
        .execute()
      const safe = { ...own, number: '+441614960777', of_plan: true, failed_at: failed.safe ?? null }
      await tx.insertInto('person_phone').values(safe).execute()
    })
    return { ctx, world, person }
  }

  it('is rung there, whatever became of their other numbers', async () => {
    const { ctx, person } = await planned({ own: new Date() })
    expect(await taken(ctx)).toBe(person.reference)
  })

  it('is rung no more once it is known to be wrong, and is written to instead', async () => {
    const { ctx, world, person } = await planned({ safe: new Date() })
    expect(await taken(ctx)).toBeNull()
    expect(await endStuck(world.system, person.id)).toMatchObject({ ok: true, value: [{ person_id: person.id }] })
  })

  it('a number that was there for a plan alone is not rung once it is over', async () => {
    const { ctx, world, person } = await planned({ own: new Date() })
    await inside(world, (tx) => tx.deleteFrom('safe_contact_plan').where('person_id', '=', person.id).execute())
    expect(await taken(ctx)).toBeNull()
  })
})

describe('calls that nobody can make', () => {
  const ended = async (change: Partial<{ do_not_call: boolean; has_died: boolean }>, phone = '+441614960123') => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const { id } = await known(ctx, 'Ann Example', phone)
    const now = await owed(ctx, id)
    const later = await owed(ctx, id, { from: new Date('2025-11-20T09:00:00Z') })
    if (Object.keys(change).length > 0)
      await inside(world, (tx) => tx.updateTable('person').set(change).where('id', '=', id).execute())
    const given = await endStuck(world.system, id)
    return {
      now,
      given: given.ok && given.value,
      statuses: [(await rowOf(world, now)).status, (await rowOf(world, later)).status],
    }
  }

  it.each([
    ['no number', {}, ''],
    ['do not ring', { do_not_call: true }, undefined],
  ])('%s: the one that is due is given up, to write instead; one to come waits', async (_what, change, phone) => {
    const { now, given, statuses } = await ended(change, phone)
    expect(given).toMatchObject([{ id: now, why: 'The tablet' }])
    expect(statuses).toEqual(['gave_up', 'waiting'])
  })

  it('to someone who has died it is not needed, and nobody writes', async () =>
    expect(await ended({ has_died: true })).toMatchObject({ given: [], statuses: ['called_off', 'waiting'] }))

  it('one that can be made waits', async () =>
    expect(await ended({})).toMatchObject({ given: [], statuses: ['waiting', 'waiting'] }))
})
