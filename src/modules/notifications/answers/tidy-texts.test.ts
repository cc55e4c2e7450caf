import { expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { runJobs } from '#test/jobs'
import { newWorld, type World } from '#test/world'
import { MOBILE, newTrial, someone, written } from '../engine-trial'
import { receiveText } from '../receive-text'
import { tidyTexts } from './tidy-texts'

const STRANGER = '+447700900999'
const [LONG_AGO, LATELY] = ['2024-11-04T10:00:00Z', '2024-11-06T10:00:00Z']

const comes = async (world: World, from: string, words: string): Promise<void> => {
  const at = world.system.clock.now()
  await receiveText(world.system, { provider: 'notify', providerId: newId(), from, to: '', words, at })
}

it('a year after it came, a text of somebody nobody knows is forgotten, and nothing else is', async () => {
  const [world, other] = [await newWorld(), await newWorld()]
  await someone(world)
  await comes(other.at(LONG_AGO), STRANGER, 'theirs')
  await comes(world.at(LONG_AGO), STRANGER, 'old')
  await comes(world.at(LONG_AGO), MOBILE, 'a person of ours')
  await comes(world.at(LATELY), STRANGER, 'new')
  await runJobs(world, newTrial().modules)
  await comes(world.at(LONG_AGO), STRANGER, 'not read yet')
  for (let night = 0; night < 2; night++) await tidyTexts(world.system)
  const { texts } = await written(world)
  expect(texts.map(({ from_number, words }) => [from_number, words]).toSorted()).toEqual([
    [MOBILE, 'a person of ours'],
    [STRANGER, 'new'],
    [STRANGER, 'not read yet'],
    ['', ''],
  ])
  expect((await written(other)).texts).toMatchObject([{ words: 'theirs' }])
})
