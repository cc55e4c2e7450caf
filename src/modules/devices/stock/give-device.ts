import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { deviceMoves } from './device.moves'
import { type KnownDevice, moveDevice } from './move-device'

/** Takes a ready device out of the stock as a gift. The gift's own event tells of it, so this adds none. */
export const giveDevice = command('distribution.record', async (work, { reference }: { reference: string }) => {
  const device = await moveDevice(work, deviceMoves.give, { reference })
  return device
    ? done<KnownDevice>(device)
    : refuse('not-ready', 'That device is not ready to give. Choose another from the list', 'device')
})
