import { expect, it } from 'vitest'
import { chanceOf } from '../../demo/chance'
import { newWorld } from '../../test/world'
import { measureDuplicates } from './measure'
import { labelledRecords } from './records'

it('of what is offered for review 99 in 100 are one person, and 90 in 100 of those recorded twice are offered', async () => {
  const world = await newWorld()
  const told = await measureDuplicates(world.system, labelledRecords(chanceOf('test'), 4000))
  const measure = told
  expect(measure.doubles).toBeGreaterThan(200)
  expect(measure.precision).toBeGreaterThanOrEqual(0.99)
  expect(measure.recall).toBeGreaterThanOrEqual(0.9)
}, 120_000)
