import type { Work } from '#platform/command'
import type { Move } from '#platform/moves'
import type { DeviceStatus } from './device'
import { referenceOf } from './tag'

export interface KnownDevice {
  readonly id: string
  readonly reference: string
  readonly kind: string
}

/** The one statement that moves a device: nothing happens, and nothing comes back, when it is not where the move starts. */
export const moveDevice = (
  { tx, allianceId }: Work,
  { from, to }: Move<DeviceStatus>,
  device: { id: string } | { reference: string },
): Promise<KnownDevice | undefined> =>
  tx
    .updateTable('device')
    .set({ status: to })
    .where('alliance_id', '=', allianceId)
    .where((row) => ('id' in device ? row('id', '=', device.id) : row('reference', '=', referenceOf(device.reference))))
    .where('status', 'in', from)
    .returning(['id', 'reference', 'kind'])
    .executeTakeFirst()

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
