import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import type { DeviceInput } from './device'
import { holdDevice, type KnownDevice } from './move-device'
import { deviceColumns, objection, serialTaken } from './record-device'

/** Puts a device's details right. Refuses `already-there`, `no-such-place`. */
export const correctDevice = command(
  'device.correct',
  async (work, { reference, ...input }: DeviceInput & { reference: string }) => {
    const device = await holdDevice(work, reference)
    if (!device) return refuse('not-found')
    const no = await objection(work, input, device.id)
    if (no) return no
    await work.tx
      .updateTable('device')
      .set(deviceColumns(input))
      .where('alliance_id', '=', work.allianceId)
      .where('id', '=', device.id)
      .execute()
    return done<KnownDevice>(device, { about: { type: 'device', id: device.id }, detail: { device: device.reference } })
  },
  serialTaken,
)
