import { z } from 'zod'
import { command, type Work } from '#platform/command'
import { needed } from '#platform/fields'
import { done, refuse } from '#platform/outcome'
import { deviceDetail, holdDevice, type KnownDevice } from '../stock/move-device'
import type { Counted } from './kit'

export const replaceForm = z.object({ part: needed('Choose the part', 200) })

/** Writes down which parts of a kit did not come back. One that did is missing no more. */
export const keepMissing = async (
  { tx, allianceId, today }: Work,
  deviceId: string,
  counted: readonly Counted[],
): Promise<void> => {
  for (const { name, expected, here } of counted) {
    if (here === expected) {
      await tx
        .deleteFrom('device_missing_part')
        .where('alliance_id', '=', allianceId)
        .where('device_id', '=', deviceId)
        .where('name', '=', name)
        .execute()
      continue
    }
    const row = { alliance_id: allianceId, device_id: deviceId, name, how_many: expected - here, since: today }
    await tx
      .insertInto('device_missing_part')
      .values(row)
      .onConflict((known) => known.columns(['alliance_id', 'device_id', 'name']).doUpdateSet({ how_many: row.how_many }))
      .execute()
  }
}

/** A missing part of a kit is there again: found, or a new one. Refuses `not-found`, `moved-on`. */
export const replacePart = command(
  'device.replace-part',
  async (work, { reference, part }: { reference: string; part: string }) => {
    const device = await holdDevice(work, reference)
    if (!device) return refuse('not-found')
    const { numDeletedRows } = await work.tx
      .deleteFrom('device_missing_part')
      .where('alliance_id', '=', work.allianceId)
      .where('device_id', '=', device.id)
      .where('name', '=', part)
      .executeTakeFirst()
    if (numDeletedRows === 0n) return refuse('moved-on')
    const { id, kind } = device
    return done<KnownDevice>(
      { id, reference: device.reference, kind },
      { about: { type: 'device', id }, detail: { ...deviceDetail(device), part } },
    )
  },
)
