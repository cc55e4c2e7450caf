import type { Tx } from '#platform/db'

/** Everything on a device's own page, or undefined when this alliance has none by that reference. */
export const readDevice = async (tx: Tx, allianceId: string, reference: string) => {
  const device = await tx
    .selectFrom('device')
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'device.place_id').onRef('place.alliance_id', '=', 'device.alliance_id'),
    )
    .selectAll('device')
    .select('place.name as place')
    .where('device.alliance_id', '=', allianceId)
    .where('device.reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  if (!device) return undefined
  const wipes = await tx
    .selectFrom('wipe')
    .select(['wiped_on', 'method', 'tool', 'evidence', 'passed', 'done_by'])
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', device.id)
    .orderBy('recorded_at', 'desc')
    .execute()
  return { ...device, wipes }
}

export type DeviceRecord = NonNullable<Awaited<ReturnType<typeof readDevice>>>

/** The places a device can be kept at, as choices. */
export const placeChoices = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('place')
    .select(['id as value', 'name as label'])
    .where('alliance_id', '=', allianceId)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute()

/** Devices ready to lend or give, of one kind or any: the one asked for first, then the longest in stock. */
export const readyDevices = (tx: Tx, allianceId: string, { kind = '', first = '', most = 40 } = {}) =>
  tx
    .selectFrom('device')
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'device.place_id').onRef('place.alliance_id', '=', 'device.alliance_id'),
    )
    .select([
      'device.reference',
      'device.kind',
      'device.make',
      'device.model',
      'device.condition',
      'device.kit',
      'place.name as place',
    ])
    .where('device.alliance_id', '=', allianceId)
    .where('device.status', '=', 'ready')
    .$if(kind !== '', (query) => query.where('device.kind', '=', kind))
    .orderBy((row) => row('device.reference', '=', first.toUpperCase()), 'desc')
    .orderBy('device.reference')
    .limit(most)
    .execute()

export type ReadyDevice = Awaited<ReturnType<typeof readyDevices>>[number]
