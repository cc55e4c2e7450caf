import { expect, it } from 'vitest'
import { newWorld } from '#test/world'
import { aDevice, value } from '../lending-trial'
import { tellFound } from './tell-found'
import { tidyFound } from './tidy-found'

it('what a stranger told us, and the number they left, are forgotten after a year', async () => {
  const [world, other] = [await newWorld(), await newWorld()]
  for (const each of [world, other]) {
    const { reference } = await aDevice(each)
    value(await tellFound(each.public, { reference, words: 'At the desk of Heaton library', contact: '07700 900123' }))
  }
  const left = (of: typeof world) =>
    of.db.transaction(of.system, (tx) => tx.selectFrom('device_found').select('contact').execute())
  await tidyFound(world.at('2026-11-05T09:00:00Z').system)
  expect(await left(world)).toHaveLength(1)
  await tidyFound(world.at('2026-11-05T11:00:00Z').system)
  expect([await left(world), await left(other)]).toEqual([[], [{ contact: '07700 900123' }]])
})
