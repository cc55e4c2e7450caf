import { expect, it } from 'vitest'
import { newWorld } from '#test/world'
import { goOn, newTrial, noticeTo, someone, staffTold, told } from '../engine-trial'
import { tellOfWays } from './watch-ways'

it('administrators hear once a day of a provider that has taken nothing for a quarter of an hour, if anything waits', async () => {
  const [world, trial] = [await newWorld(), newTrial()]
  for (const role of ['admin', 'helpline'] as const) await world.as(role)
  await told(world.system, noticeTo(await someone(world)))
  trial.says.send = () => ({ kind: 'later', why: 'wrong key', down: true, holdUntil: new Date('2025-11-05T10:15:00Z') })
  await goOn(world, trial)
  await tellOfWays(world.at('2025-11-05T10:14:00Z').system, trial.ways)
  expect(await staffTold(world)).toEqual([])
  for (const minute of ['16', '26']) await tellOfWays(world.at(`2025-11-05T10:${minute}:00Z`).system, trial.ways)
  const words = 'No texts can be sent since 5 Nov 2025, 10am. 1 message waiting.'
  expect(await staffTold(world)).toEqual([{ name: 'Test admin', words, path: '/ways' }])
  trial.says.send = undefined as never
  await goOn(world.at('2025-11-05T10:30:00Z'), trial)
  expect(trial.got).toHaveLength(1)
  await tellOfWays(world.at('2025-11-06T10:00:00Z').system, trial.ways)
  expect(await staffTold(world)).toHaveLength(1)
})

it('administrators hear once of a day’s limit that is reached', async () => {
  const [world, trial] = [await newWorld(), newTrial({ dailyCap: 2 })]
  await world.as('admin')
  const people = await Promise.all(Array.from({ length: 3 }, () => someone(world)))
  await told(world.system, ...people.slice(0, 2).map((person) => noticeTo(person)))
  await goOn(world, trial)
  await tellOfWays(world.system, trial.ways)
  expect(await staffTold(world)).toEqual([])
  await told(world.system, ...people.slice(2).map((person) => noticeTo(person)))
  await goOn(world, trial)
  for (let turn = 0; turn < 2; turn++) await tellOfWays(world.system, trial.ways)
  const words = 'We have sent as many messages as we may in a day (2). 1 message waiting until tomorrow.'
  expect(await staffTold(world)).toEqual([{ name: 'Test admin', words, path: '/ways' }])
})
