import { describe, expect, it } from 'vitest'
import type { Ctx } from '#platform/command'
import { newWorld, type World } from '#test/world'
import { callQueue } from './index'
import { calledBy, inside, known, owed, rung, taken } from './queue-trial'

const DAYS = ['2025-11-01T09:00:00Z', '2025-11-05T09:45:00Z', '2025-11-03T09:00:00Z', '2025-11-05T09:30:00Z']
const KINDS = (['usual', 'soon', 'now'] as const).flatMap((priority) => DAYS.map((day) => ({ priority, from: new Date(day) })))

/** Twelve people each of these promised a call; every fifth is owed another, by somebody else. */
const promisedBy = async (workers: readonly Ctx[]): Promise<void> => {
  const all = workers.flatMap((by, nth) => KINDS.map((kind) => ({ by, kind, next: workers[(nth + 1) % workers.length] ?? by })))
  for (const [nth, { by, kind, next }] of all.entries()) {
    const { id } = await known(by, `Person ${nth}`)
    await owed(by, id, kind)
    // Owed two calls, they stand where the more pressing one does.
    if (nth % 5 === 0) await owed(next, id, { from: new Date('2025-10-01T09:00:00Z') })
  }
}

/** The first row that says no reason why it is not handed out. */
const firstOf = async (world: World, { clock, actor }: Ctx) => {
  const { rows } = await inside(world, (tx) => callQueue(tx, world.allianceId, clock.now(), actor.accountId))
  return rows.find((row) => row.can_ring && row.in_window && !row.held && !row.kept_for)
}

const isRung = async (world: World, by: Ctx, row: { person_id: string; id: string }): Promise<unknown> =>
  rung(by, {
    ...{ person: row.person_id, about: [row.id], result: 'refused' },
    call: await calledBy(world, by, row.person_id),
  })

describe('the order of the queue', () => {
  it('“Next call” gives the first row that says no reason why not, to each of two workers, down to the last', async () => {
    const world = await newWorld()
    const [one, other] = [await world.as('helpline'), await world.as('coordinator')]
    await taken(one)
    await taken(other)
    await promisedBy([one, other, await world.as('helpline', 'lead')])
    let given = 0
    for (const by of Array.from({ length: 36 }, (_, turn) => (turn % 3 ? one : other))) {
      const first = await firstOf(world, by)
      expect(await taken(by)).toBe(first?.person ?? null)
      if (first) await isRung(world, by, first)
      given += first ? 1 : 0
    }
    expect(given).toBeGreaterThan(33)
  })

  it('says for whom a row is kept, and until when; not to whom it is, nor of one that is pressing', async () => {
    const world = await newWorld()
    const [one, other] = [await world.as('helpline'), await world.as('coordinator')]
    await taken(one)
    await owed(one, (await known(one, 'Usual')).id, { from: new Date('2025-11-05T09:30:00Z') })
    await owed(one, (await known(one, 'Pressing')).id, { priority: 'soon' })
    const seen = async (at: Date, account: string | null) => {
      const { rows } = await inside(world, (tx) => callQueue(tx, world.allianceId, at, account))
      return rows.map((row) => [row.say_name, row.kept_for, row.kept_until.toISOString().slice(11, 16), row.mine])
    }
    const now = one.clock.now()
    expect(await seen(now, other.actor.accountId)).toEqual([
      ['Pressing', null, '11:00', false],
      ['Usual', 'Test helpline', '10:30', false],
    ])
    expect(await seen(now, one.actor.accountId)).toEqual([
      ['Pressing', null, '11:00', true],
      ['Usual', null, '10:30', true],
    ])
    expect((await seen(new Date('2025-11-05T10:30:00Z'), other.actor.accountId))[1]).toEqual(['Usual', null, '10:30', false])
  })
})
