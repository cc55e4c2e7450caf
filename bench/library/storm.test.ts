import { expect, it } from 'vitest'
import { newWorld } from '#test/world'
import { stockShelf } from './shelf'
import { storm } from './storm'

it('10,000 interleavings of reserve, extend, hand over, return, hold-lapse and transfer promise no day twice', async () => {
  const { db } = await newWorld()
  const shelf = await stockShelf(db, 4)
  const { done, doubles, interleavings } = await storm({ shelf, interleavings: 10_000, seed: 7, hands: 12 })
  expect(doubles).toEqual([])
  expect(interleavings).toBeGreaterThanOrEqual(10_000)
  // Each step must have happened, or it proves nothing
  expect(Object.entries(done).filter(([, times]) => times === 0)).toEqual([])
}, 120_000)
