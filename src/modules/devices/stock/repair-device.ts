import { z } from 'zod'
import { command, type Work } from '#platform/command'
import { words } from '#platform/fields'
import { newId } from '#platform/ids'
import type { Move } from '#platform/moves'
import { done, refuse } from '#platform/outcome'
import type { DeviceStatus } from './device'
import { deviceMoves } from './device.moves'
import { deviceDetail, type KnownDevice, type Mended, moveDevice } from './move-device'
import { referenceOf } from './tag'

const COST = 'Enter what it cost in pounds, such as 24.50'

export const moveForm = z.object({
  notes: words(500).default(''),
  parts: words(200).default(''),
  /** In pence, or null when it was not said. */
  cost: z
    .preprocess(
      (value) => String(value ?? '').replace(/[£,\s]/g, ''),
      z.string().regex(/^(\d{1,4}(\.\d{1,2})?)?$/, { error: COST }),
    )
    .transform((text) => (text ? Math.round(Number(text) * 100) : null))
    .default(null),
})
interface MoveInput extends Mended {
  readonly reference: string
  readonly notes: string
}

const begin = ({ tx, allianceId, at, today }: Work, device: KnownDevice, { notes }: MoveInput) =>
  tx
    .insertInto('repair')
    .values({ alliance_id: allianceId, id: newId(at), device_id: device.id, what: notes, sent_on: today })
    .execute()

const moving = (action: 'device.repair' | 'device.retire', move: Move<DeviceStatus>) =>
  command(action, async (work, input: MoveInput) => {
    const { reference, notes } = input
    const device = await moveDevice(work, move, { reference }, input)
    if (!device) {
      const known = await work.tx
        .selectFrom('device')
        .select('id')
        .where('alliance_id', '=', work.allianceId)
        .where('reference', '=', referenceOf(reference))
        .executeTakeFirst()
      return refuse(known ? 'moved-on' : 'not-found')
    }
    if (move.to === 'repair') await begin(work, device, input)
    return done<KnownDevice>(device, {
      about: { type: 'device', id: device.id },
      detail: { ...deviceDetail(device), to: move.to, ...(notes && { notes }), ...(input.cost && { cost: input.cost }) },
    })
  })

/** Sends a device to be mended. */
export const sendToRepair = moving('device.repair', deviceMoves.sendToRepair)
/** Takes a device back from repair: whoever mended it may have used it, so it is wiped again. */
export const backFromRepair = moving('device.repair', deviceMoves.backFromRepair)
/** Takes a device out of the stock for good, to be recycled. */
export const recycleDevice = moving('device.retire', deviceMoves.recycle)
