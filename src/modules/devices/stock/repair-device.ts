import { z } from 'zod'
import { command } from '#platform/command'
import { words } from '#platform/fields'
import type { Move } from '#platform/moves'
import { done, refuse } from '#platform/outcome'
import type { DeviceStatus } from './device'
import { deviceMoves } from './device.moves'
import { deviceDetail, type KnownDevice, moveDevice } from './move-device'

export const moveForm = z.object({ notes: words(500).default('') })
interface MoveInput {
  readonly reference: string
  readonly notes: string
}

const moving = (action: 'device.repair' | 'device.retire', move: Move<DeviceStatus>) =>
  command(action, async (work, { reference, notes }: MoveInput) => {
    const device = await moveDevice(work, move, { reference })
    if (!device) {
      const known = await work.tx
        .selectFrom('device')
        .select('id')
        .where('alliance_id', '=', work.allianceId)
        .where('reference', '=', reference.toUpperCase())
        .executeTakeFirst()
      return refuse(known ? 'moved-on' : 'not-found')
    }
    return done<KnownDevice>(device, {
      about: { type: 'device', id: device.id },
      detail: { ...deviceDetail(device), to: move.to, ...(notes && { notes }) },
    })
  })

/** Sends a device to be mended. */
export const sendToRepair = moving('device.repair', deviceMoves.sendToRepair)
/** Takes a device back from repair: whoever mended it may have used it, so it is wiped again. */
export const backFromRepair = moving('device.repair', deviceMoves.backFromRepair)
/** Takes a device out of the stock for good, to be recycled. */
export const recycleDevice = moving('device.retire', deviceMoves.recycle)
