import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Refusal, refuse } from '#platform/outcome'
import type { DeviceInput } from './device'
import type { KnownDevice } from './move-device'

const sameSerial = ({ tx, allianceId }: Work, input: DeviceInput, exceptId?: string) =>
  tx
    .selectFrom('device')
    .select('reference')
    .where('alliance_id', '=', allianceId)
    .where((row) => row(row.fn('lower', ['make']), '=', input.make.toLowerCase()))
    .where((row) => row(row.fn('lower', ['serial']), '=', String(input.serial).toLowerCase()))
    .$if(exceptId !== undefined, (query) => query.where('id', '!=', String(exceptId)))
    .executeTakeFirst()

const isOurs = ({ tx, allianceId }: Work, table: 'place' | 'partner' | 'device_fund', id: string) =>
  tx.selectFrom(table).select('id').where('alliance_id', '=', allianceId).where('id', '=', id).executeTakeFirst()

/** What stands in the way of these details: a serial number another device has, or a place, owner or fund nobody knows. */
export const objection = async (work: Work, input: DeviceInput, exceptId?: string): Promise<Refusal | null> => {
  const twin = input.serial ? await sameSerial(work, input, exceptId) : undefined
  if (twin) return refuse('already-there', `${twin.reference} has this make and serial number already`, 'serial')
  if (input.placeId && !(await isOurs(work, 'place', input.placeId)))
    return refuse('no-such-place', 'Choose a place from the list', 'placeId')
  if (input.homePlaceId && !(await isOurs(work, 'place', input.homePlaceId)))
    return refuse('no-such-place', 'Choose a place from the list', 'homePlaceId')
  if (input.ownerId && !(await isOurs(work, 'partner', input.ownerId)))
    return refuse('no-such-owner', 'Choose a partner from the list', 'ownerId')
  if (input.fundId && !(await isOurs(work, 'device_fund', input.fundId)))
    return refuse('no-such-fund', 'Choose a fund from the list', 'fundId')
  return null
}

export const serialTaken = {
  device_serial: refuse('already-there', 'Another device has this make and serial number already', 'serial'),
}

export const deviceColumns = (input: DeviceInput) => {
  const { placeId, homePlaceId, assetTag, storageSerial, supportEndsOn, testDueOn, ownerId, fundId, ...same } = input
  return {
    ...same,
    ...{
      place_id: placeId,
      home_place_id: homePlaceId ?? placeId,
      storage_serial: storageSerial,
      support_ends_on: supportEndsOn,
    },
    ...{ asset_tag: assetTag, test_due_on: testDueOn, owner_id: ownerId, fund_id: fundId },
  }
}

/** Adds a device to the stock. It cannot be lent until a wipe is recorded. Refuses `already-there`, `no-such-place`. */
export const recordDevice = command(
  'device.record',
  async (work, input: DeviceInput) => {
    const { tx, allianceId, at, today } = work
    const no = await objection(work, input)
    if (no) return no
    const device = await tx
      .insertInto('device')
      .values({ alliance_id: allianceId, id: newId(at), status: 'to_wipe', added_on: today, ...deviceColumns(input) })
      .returning(['id', 'reference', 'kind'])
      .executeTakeFirstOrThrow()
    return done<KnownDevice>(device, {
      about: { type: 'device', id: device.id },
      detail: { device: device.reference, kind: device.kind },
    })
  },
  serialTaken,
)
