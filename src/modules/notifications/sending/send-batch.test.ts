import { expect, it } from 'vitest'
import { houseOf } from '#platform/house'
import { newWorld } from '#test/world'
import { goOn, newTrial, noticeTo, someone, told, written } from '../engine-trial'
import { postRoundBy } from '../post-round'
import { ask } from './hand-over'

it('a provider so slow that the round lapses, and a second round beside it: each message goes once', async () => {
  const [world, trial] = [await newWorld(), newTrial({ atOnce: 1 })]
  let now = world.system.clock.now().getTime()
  const ctx = { ...world.system, clock: { now: () => new Date(now) } }
  const slow = { ...world, system: ctx }
  const people = await Promise.all(Array.from({ length: 4 }, () => someone(world)))
  await told(world.system, ...people.map((person) => noticeTo(person)))
  const handed: string[] = []
  trial.says.send = async ({ id }) => {
    handed.push(id)
    now += 20_000
    if (handed.length === 3) await postRoundBy(async () => trial.ways)(ctx, {}, houseOf(trial.modules))
    return { kind: 'taken' }
  }
  await goOn(slow, trial)
  expect([handed.length, new Set(handed).size]).toEqual([4, 4])
  expect((await written(world)).messages.map(({ status, tries }) => `${status} ${tries}`)).toEqual(Array(4).fill('sent 1'))
})

it('a provider that never ends is not waited for: nobody knows what became of the message', async () => {
  expect(await ask(new Promise(() => {}), 20)).toEqual({ kind: 'unknown', why: 'The provider took too long' })
  expect(await ask(Promise.resolve({ kind: 'taken' }), 20)).toEqual({ kind: 'taken' })
  expect(await ask(Promise.reject(new TypeError('x')), 20)).toEqual({
    kind: 'unknown',
    why: 'The provider broke off: TypeError',
  })
})
