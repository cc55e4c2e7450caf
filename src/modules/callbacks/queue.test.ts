import { describe, expect, it } from 'vitest'
import { closeAccount } from '#modules/accounts'
import type { Ctx } from '#platform/command'
import { got } from '#test/helping'
import { newWorld } from '#test/world'
import { type CallBackAsked, callQueue, endShift, onShift, putBack, type Tried, takeNextCall } from './index'
import { calledBy, inside, known, owed, rowOf, rung, taken } from './queue-trial'

describe('the next call', () => {
  it('hands out the most pressing, then the longest due; never what is due later', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const [late, pressing, later] = [await known(ctx, 'Late'), await known(ctx, 'Pressing'), await known(ctx, 'Later')]
    await owed(ctx, late.id, { from: new Date('2025-11-04T09:00:00Z') })
    await owed(ctx, pressing.id, { priority: 'now' })
    await owed(ctx, later.id, { from: new Date('2025-11-05T10:01:00Z'), priority: 'now' })
    const workers = [ctx, await world.as('coordinator'), await world.as('helpline', 'coordinator')]
    const got = []
    for (const worker of workers) got.push(await taken(worker))
    expect(got).toEqual([pressing.reference, late.reference, null])
  })

  it('twelve workers at once get twelve people, also where everyone is owed two calls', async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const people = await Promise.all(Array.from({ length: 12 }, (_, nth) => known(ctx, `Person ${nth}`)))
    for (const { id } of people) await Promise.all([owed(ctx, id), owed(ctx, id)])
    const roles = ['librarian', 'refurbisher', 'champion', 'partner', 'lead', 'admin'] as const
    const workers = await Promise.all(roles.flatMap((role) => [world.as('helpline', role), world.as('coordinator', role)]))
    const got = await Promise.all(workers.map(taken))
    expect(new Set(got).size).toBe(12)
    expect(got).not.toContain(null)
    // And the same worker in two tabs has one person, not two.
    expect(new Set([...(await Promise.all([taken(workers[0] as Ctx), taken(workers[0] as Ctx)])), got[0]]).size).toBe(1)
  })

  it('comes back to the queue after 15 minutes, and at once when put back', async () => {
    const world = await newWorld()
    const [one, other] = [await world.as('helpline'), await world.as('coordinator')]
    const { id, reference } = await known(one)
    await owed(world.system, id)
    expect(await taken(one)).toBe(reference)
    expect(await taken(other)).toBeNull()
    const later = world.at('2025-11-05T10:15:00Z')
    expect(await taken(await later.as('coordinator'))).toBe(reference)
    expect(await putBack(await later.as('coordinator'), {})).toMatchObject({ ok: true, value: { person: id } })
    expect(await taken(await later.as('helpline'))).toBe(reference)
  })

  it('leaves a person to whoever promised the call for an hour while they are on shift', async () => {
    const world = await newWorld()
    const [one, other] = [await world.as('helpline'), await world.as('coordinator')]
    const { id, reference } = await known(one)
    await taken(one)
    await owed(one, id)
    expect(await taken(other)).toBeNull()
    expect(await taken(await world.at('2025-11-05T11:00:00Z').as('coordinator'))).toBe(reference)
    await putBack(await world.at('2025-11-05T11:00:00Z').as('coordinator'), {})
    expect(await endShift(one, {})).toMatchObject({ ok: true })
    expect(await taken(other)).toBe(reference)
  })

  it('of whoever has left since it belongs to everybody at once, and they are on no shift', async () => {
    const world = await newWorld()
    const [gone, other] = [await world.as('helpline', 'coordinator'), await world.as('helpline')]
    const { id, reference } = await known(gone)
    await taken(gone)
    await owed(gone, id)
    expect(await taken(other)).toBeNull()
    got(await closeAccount(await world.as('admin'), { account: String(gone.actor.accountId) }))
    expect(await taken(other)).toBe(reference)
    const shift = await inside(world, (tx) => onShift(tx, world.allianceId, other.clock.now()))
    expect(shift.map(({ account_id }) => account_id)).toEqual([other.actor.accountId])
  })

  it('hands out nobody at night, nobody without a number that works, and nobody of the other alliance', async () => {
    const [world, elsewhere] = [await newWorld(), await newWorld()]
    const ctx = await world.as('helpline')
    await owed(ctx, (await known(ctx)).id)
    await owed(ctx, (await known(ctx, 'No phone', '')).id, { priority: 'now' })
    expect(await taken(await world.at('2025-11-05T21:00:00Z').as('helpline'))).toBeNull()
    expect(await taken(await elsewhere.as('helpline'))).toBeNull()
    const queue = await world.db.transaction(ctx, (tx) => callQueue(tx, world.allianceId, ctx.clock.now(), null))
    expect(queue.rows.map(({ say_name, can_ring }) => [say_name, can_ring])).toEqual([
      ['No phone', false],
      ['Ann Example', true],
    ])
  })

  it('may not be taken by a champion', async () => {
    const world = await newWorld()
    expect(await takeNextCall(await world.as('champion'), {})).toMatchObject({ ok: false, status: 403 })
  })

  it('shows who is on shift, those who have done least first', async () => {
    const world = await newWorld()
    const [one, other] = [await world.as('helpline'), await world.as('coordinator')]
    const { id } = await known(one)
    const back = await owed(one, id)
    await taken(other)
    await taken(one)
    await rung(one, { person: id, about: [back], result: 'no_answer', call: await calledBy(world, one, id) })
    const shift = await world.db.transaction(one, (tx) => onShift(tx, world.allianceId, one.clock.now()))
    expect(shift.map(({ name, rang }) => [name, rang])).toEqual([
      ['Test coordinator', 0],
      ['Test helpline', 1],
    ])
  })
})

describe('the queue by pages', () => {
  it('goes through everyone once, in one order, with how many are due; not those of no use any more, nor of the other alliance', async () => {
    const [world, elsewhere] = [await newWorld(), await newWorld()]
    const [ctx, other] = [await world.as('helpline'), await elsewhere.as('helpline')]
    const { id } = await known(ctx)
    const made = async (from: string, more: Partial<CallBackAsked> = {}) => owed(ctx, id, { from: new Date(from), ...more })
    const many = (start: string, count: number) => Array.from({ length: count }, (_, nth) => made(`${start}${nth % 3}:00Z`))
    const later = await Promise.all(many('2025-11-05T11:0', 14))
    const due = await Promise.all(many('2025-11-05T09:0', 14))
    const now = await made('2025-11-05T09:59:00Z', { priority: 'now' })
    await made('2025-11-04T09:00:00Z', { notAfter: new Date('2025-11-05T09:00:00Z') })
    await owed(other, (await known(other)).id)
    const read = (after: string | null) => inside(world, (tx) => callQueue(tx, world.allianceId, ctx.clock.now(), null, after))
    const first = await read(null)
    const second = await read(first.after)
    const [ids, rest] = [first.rows, second.rows].map((rows) => rows.map((row) => row.id))
    expect([first.due, first.rows.length, second.rows.length, second.after]).toEqual([15, 25, 4, null])
    expect(ids?.[0]).toBe(now)
    expect(ids?.slice(1, 15).toSorted()).toEqual(due.toSorted())
    expect([...(ids?.slice(15) ?? []), ...(rest ?? [])].toSorted()).toEqual(later.toSorted())
    const moments = [...first.rows.slice(15), ...second.rows].map((row) => row.due_from.getTime())
    expect(moments).toEqual(moments.toSorted())
    // What has come due since stands with what is due, wherever the page before it ended
    const hour = new Date('2025-11-05T11:30:00Z')
    const then = await inside(world, (tx) => callQueue(tx, world.allianceId, hour, null, first.after))
    expect([then.due, then.rows.map((row) => row.id)]).toEqual([29, rest])
  })

  it.each([
    ['put off', { due_from: new Date('2025-11-09T09:00:00Z') }],
    ['rung', { status: 'done' as const, ended_at: new Date('2025-11-05T10:00:00Z') }],
  ])('the one a page ended with is %s meanwhile: the next page goes on where it was', async (_what, moved) => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const { id } = await known(ctx)
    for (let nth = 10; nth < 38; nth++) await owed(ctx, id, { from: new Date(`2025-11-05T08:${nth}:00Z`) })
    const read = (after: string | null) => inside(world, (tx) => callQueue(tx, world.allianceId, ctx.clock.now(), null, after))
    const first = await read(null)
    const second = (await read(first.after)).rows.map((row) => row.id)
    expect(second).toHaveLength(3)
    const last = String(first.rows.at(-1)?.id)
    await inside(world, (tx) => tx.updateTable('call_back').set(moved).where('id', '=', last).execute())
    expect((await read(first.after)).rows.map((row) => row.id).filter((one) => one !== last)).toEqual(second)
  })
})

describe('what comes of ringing', () => {
  const setUp = async () => {
    const world = await newWorld()
    const ctx = await world.as('helpline')
    const { id } = await known(ctx)
    const back = await owed(ctx, id)
    const ring = async (at: string, result: Tried['result'], more: Partial<Tried> = {}) => {
      const then = await world.at(at).as('helpline')
      const outcome = await rung(then, { person: id, about: [back], result, call: await calledBy(world, then, id), ...more })
      if (!outcome.ok) throw new Error(outcome.says)
      return outcome.value
    }
    return { world, back, ring, person: id, ctx }
  }

  it.each(['spoke', 'refused'] as const)('%s ends it', async (result) => {
    const { world, back, ring } = await setUp()
    expect(await ring('2025-11-05T10:00:00Z', result)).toEqual([])
    expect(await rowOf(world, back)).toMatchObject({ status: 'done', tries: 0 })
  })

  it('three tries on different days and times, and we give up; not before', async () => {
    const { world, back, ring } = await setUp()
    expect(await ring('2025-11-05T10:00:00Z', 'no_answer')).toEqual([])
    expect(await rowOf(world, back)).toMatchObject({ status: 'waiting', tries: 1, due_from: new Date('2025-11-06T12:00:00Z') })
    expect(await ring('2025-11-06T13:00:00Z', 'voicemail')).toEqual([])
    expect(await rowOf(world, back)).toMatchObject({ status: 'waiting', tries: 2, due_from: new Date('2025-11-07T16:00:00Z') })
    expect(await ring('2025-11-07T16:30:00Z', 'no_answer')).toMatchObject([{ id: back, why: 'The tablet' }])
    expect(await rowOf(world, back)).toMatchObject({ status: 'gave_up', tries: 3 })
  })

  it('one unanswered ring is a try of every call due to them, and none of what is due later', async () => {
    const { world, back, ring, person, ctx } = await setUp()
    const also = await owed(ctx, person)
    const later = await owed(ctx, person, { from: new Date('2025-11-20T09:00:00Z') })
    await ring('2025-11-05T10:00:00Z', 'no_answer', { about: [] })
    expect(await Promise.all([back, also, later].map(async (id) => (await rowOf(world, id)).tries))).toEqual([1, 1, 0])
  })

  it('asked to ring again, it waits for when they said, and counts as no try', async () => {
    const { world, back, ring } = await setUp()
    const again = new Date('2025-11-08T10:00:00Z')
    await ring('2025-11-05T10:00:00Z', 'call_again', { again })
    expect(await rowOf(world, back)).toMatchObject({ status: 'waiting', tries: 0, due_from: again })
  })

  it('needing the language line, it comes again in half an hour', async () => {
    const { world, back, ring } = await setUp()
    await ring('2025-11-05T10:00:00Z', 'language_line')
    expect(await rowOf(world, back)).toMatchObject({ status: 'waiting', tries: 0, due_from: new Date('2025-11-05T10:30:00Z') })
  })

  it('spoken to about one thing, the other is still owed', async () => {
    const { world, back, ring, person, ctx } = await setUp()
    const also = await owed(ctx, person)
    await ring('2025-11-05T10:00:00Z', 'spoke')
    expect([(await rowOf(world, back)).status, (await rowOf(world, also)).status]).toEqual(['done', 'waiting'])
  })
})
