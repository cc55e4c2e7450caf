import type { Work } from '#platform/command'
import type { Move } from '#platform/moves'
import type { DeviceStatus } from './device'
import { referenceOf } from './tag'

export interface KnownDevice {
  readonly id: string
  readonly reference: string
  readonly kind: string
}

/** What a repair took; its cost in pence, or null when it was not said. */
export interface Mended {
  readonly parts?: string
  readonly cost?: number | null
}

/** However a device leaves the repair, its repair is over: back, wiped where it stands, gone, or not worth mending. */
const endRepair = ({ tx, allianceId, today }: Work, { id }: KnownDevice, { parts = '', cost = null }: Mended) =>
  tx
    .updateTable('repair')
    .set({ parts, cost_pence: cost, back_on: today })
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', id)
    .where('back_on', 'is', null)
    .execute()

/** The one statement that moves a device: nothing happens, and nothing comes back, when it is not where the move starts. */
export const moveDevice = async (
  work: Work,
  { from, to }: Move<DeviceStatus>,
  device: { id: string } | { reference: string },
  mended: Mended = {},
): Promise<KnownDevice | undefined> => {
  const moved = await work.tx
    .updateTable('device')
    .set({ status: to })
    .where('alliance_id', '=', work.allianceId)
    .where((row) => ('id' in device ? row('id', '=', device.id) : row('reference', '=', referenceOf(device.reference))))
    .where('status', 'in', from)
    .returning(['id', 'reference', 'kind'])
    .executeTakeFirst()
  if (moved && from.includes('repair')) await endRepair(work, moved, mended)
  return moved
}

/** A device of this alliance by its reference, held until the end of the transaction. */
export const holdDevice = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('device')
    .select(['id', 'reference', 'kind', 'status', 'kit', 'condition', 'is_locked', 'place_id', 'fund_id'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', referenceOf(reference))
    .forUpdate()
    .executeTakeFirst()

/** A device in an event: its own id, and what its sentence needs. */
export const deviceDetail = ({ reference, kind }: KnownDevice) => ({ device: reference, kind })
