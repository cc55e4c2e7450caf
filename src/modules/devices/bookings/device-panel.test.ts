import { expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aReadyDevice, value } from '../lending-trial'
import { backFromRepair, sendToRepair } from '../stock/repair-device'
import { aPlace } from './booking-trial'

it('a device in repair is sent nowhere from its page before it is back', async () => {
  const world = await newWorld()
  const [device, ctx, site] = [await aReadyDevice(world), await world.as('librarian', 'refurbisher'), await openSite(world)]
  await aPlace(world, 'Far library')
  const page = async () => (await site.get(ctx, `/devices/${device.reference}`)).body
  expect(await page()).toContain('id="send-to"')
  value(await sendToRepair(ctx, { reference: device.reference, notes: 'Screen' }))
  expect(await page()).not.toContain('id="send-to"')
  value(await backFromRepair(ctx, { reference: device.reference, notes: '' }))
  expect(await page()).toContain('id="send-to"')
})
