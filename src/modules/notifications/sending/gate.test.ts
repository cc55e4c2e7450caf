import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { newWorld, type World } from '#test/world'
import { goOn, newTrial, noticeTo, someone, type Trial, told, written } from '../engine-trial'
import { askPassage, FAILURES_TO_CLOSE, giveBack, noteFailed, noteWorked } from './gate'

const at = (minutes: number): string => new Date(Date.parse('2025-11-05T10:00:00Z') + minutes * 60_000).toISOString()

const gateRow = (world: World, trial: Trial) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .selectFrom('provider_gate')
      .selectAll()
      .where('key', '=', trial.ways.text?.key ?? '')
      .executeTakeFirstOrThrow(),
  )

describe('the gate of a provider', () => {
  const provider = () => ({ key: `test ${newId()}`, perMinute: 3000 })
  const base = Date.parse('2025-11-05T10:00:00Z')
  const moved = (world: World, ms: number) => world.at(new Date(base + ms).toISOString()).system

  it('no sixty seconds see 3,000, from two processes that ask as much as they can', async () => {
    const [world, one] = [await newWorld(), provider()]
    const granted: { at: number; many: number }[] = []
    for (let ms = 0; ms <= 180_000; ms += 500) {
      const both = await Promise.all([askPassage(moved(world, ms), one, 50), askPassage(moved(world, ms), one, 50)])
      granted.push({ at: ms, many: both.reduce((sum, { granted: many }) => sum + many, 0) })
    }
    const inMinuteFrom = (from: number) =>
      granted.filter(({ at: when }) => when >= from && when < from + 60_000).reduce((sum, { many }) => sum + many, 0)
    const most = Math.max(...granted.map(({ at: when }) => inMinuteFrom(when)))
    expect(most).toBeLessThanOrEqual(3000)
    expect(inMinuteFrom(90_000)).toBeGreaterThan(2700)
  })

  it('gives back what was not used', async () => {
    const [world, one] = [await newWorld(), provider()]
    const first = await askPassage(world.system, one, 1000)
    expect(first.granted).toBe(150)
    expect((await askPassage(world.system, one, 10)).granted).toBe(0)
    await giveBack(world.system, one, 7)
    expect((await askPassage(world.system, one, 10)).granted).toBe(7)
  })

  const down = { why: 'no answer', down: true }

  it('closes after failures in a row, tries with one, and opens when that one is taken', async () => {
    const [world, one] = [await newWorld(), provider()]
    for (let turn = 1; turn < FAILURES_TO_CLOSE; turn++) await noteFailed(world.system, one, down)
    expect((await askPassage(world.system, one, 5)).granted).toBe(5)
    await noteFailed(world.system, one, down)
    expect(await askPassage(world.system, one, 5)).toEqual({ granted: 0, closedUntil: new Date(base + 30_000) })
    const all = await Promise.all(Array.from({ length: 5 }, () => askPassage(moved(world, 30_000), one, 50)))
    expect(all.map(({ granted }) => granted).toSorted()).toEqual([0, 0, 0, 0, 1])
    await noteFailed(moved(world, 31_000), one, down)
    expect((await askPassage(moved(world, 80_000), one, 5)).granted).toBe(0)
    expect((await askPassage(moved(world, 91_000), one, 5)).granted).toBe(1)
    await noteWorked(moved(world, 91_500), one)
    expect((await askPassage(moved(world, 92_000), one, 50)).granted).toBe(50)
  })

  it('a success between failures keeps it open; a wait they ask for closes it at once', async () => {
    const [world, one] = [await newWorld(), provider()]
    for (let turn = 0; turn < 8; turn++) {
      await noteFailed(world.system, one, down)
      if (turn % 3 === 2) await noteWorked(world.system, one)
    }
    expect((await askPassage(world.system, one, 1)).granted).toBe(1)
    const holdUntil = new Date(base + 7000)
    await noteFailed(world.system, one, { why: '429', down: false, holdUntil })
    expect(await askPassage(world.system, one, 1)).toEqual({ granted: 0, closedUntil: holdUntil })
  })

  it('a probe that never came back is let go of after a minute', async () => {
    const [world, one] = [await newWorld(), provider()]
    await noteFailed(world.system, one, { why: '429', down: false, holdUntil: new Date(base + 1000) })
    expect((await askPassage(moved(world, 2000), one, 9)).granted).toBe(1)
    expect((await askPassage(moved(world, 3000), one, 9)).granted).toBe(0)
    expect((await askPassage(moved(world, 62_001), one, 9)).granted).toBe(1)
  })
})

/** Time that runs by itself, faster than ours. */
const running = (world: World, from: string, speed: number) => {
  const start = performance.now()
  return {
    ...world,
    system: { ...world.system, clock: { now: () => new Date(Date.parse(from) + (performance.now() - start) * speed) } },
  }
}

describe('a provider that is down for an hour', () => {
  const MANY = 5000
  it(`with ${MANY} messages waiting: little is asked of it meanwhile, and all go out afterwards, once, within the rate`, async () => {
    const [world, trial] = [await newWorld(), newTrial({ perMinute: 3000 })]
    const person = await someone(world)
    for (let part = 0; part < MANY; part += 500) {
      await told(world.system, ...Array.from({ length: 500 }, () => noticeTo(person)))
    }
    let asked = 0
    trial.says.send = () => {
      asked++
      return { kind: 'later', why: 'Notify: 503', down: true }
    }
    for (let minute = 0; minute < 60; minute += 5) await goOn(world.at(at(minute)), trial)
    expect(asked).toBeLessThan(50 + 12)
    expect((await gateRow(world, trial)).open_until?.getTime()).toBeGreaterThan(Date.parse(at(55)))
    const when: number[] = []
    const up = running(world, at(61), 12)
    trial.says.send = () => {
      when.push(up.system.clock.now().getTime())
      return { kind: 'taken', providerId: newId() }
    }
    while (trial.got.length < MANY && when.length <= MANY) await goOn(up, trial)
    expect(new Set(trial.got.map(({ id }) => id)).size).toBe(MANY)
    expect(when).toHaveLength(MANY)
    const busiest = Math.max(...when.map((from) => when.filter((moment) => moment >= from && moment < from + 60_000).length))
    expect(busiest).toBeLessThanOrEqual(3000)
    const { notices } = await written(world)
    expect(notices.filter(({ status }) => status !== 'told')).toEqual([])
  }, 240_000)
})
