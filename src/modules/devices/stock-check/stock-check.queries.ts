import type { Tx } from '#platform/db'

/** Every count, those going on first. */
export const readChecks = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('stock_check')
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'stock_check.place_id').onRef('place.alliance_id', '=', 'stock_check.alliance_id'),
    )
    .select(['stock_check.id', 'stock_check.reference', 'stock_check.status', 'stock_check.started_at', 'place.name as place'])
    .where('stock_check.alliance_id', '=', allianceId)
    .orderBy('stock_check.status', 'desc')
    .orderBy('stock_check.started_at', 'desc')
    .limit(50)
    .execute()

/** One count, and every device in it. */
export const readCheck = async (tx: Tx, allianceId: string, reference: string) => {
  const check = await tx
    .selectFrom('stock_check')
    .leftJoin('place', (join) =>
      join.onRef('place.id', '=', 'stock_check.place_id').onRef('place.alliance_id', '=', 'stock_check.alliance_id'),
    )
    .select(['stock_check.id', 'stock_check.reference', 'stock_check.status', 'stock_check.started_at', 'place.name as place'])
    .where('stock_check.alliance_id', '=', allianceId)
    .where('stock_check.reference', '=', reference.toUpperCase())
    .executeTakeFirst()
  if (!check) return undefined
  const devices = await tx
    .selectFrom('stock_check_device as counted')
    .innerJoin('device', (join) =>
      join.onRef('device.id', '=', 'counted.device_id').onRef('device.alliance_id', '=', 'counted.alliance_id'),
    )
    .select(['device.reference', 'device.kind', 'device.status', 'counted.is_expected', 'counted.found_at', 'counted.found_by'])
    .where('counted.alliance_id', '=', allianceId)
    .where('counted.stock_check_id', '=', check.id)
    .orderBy('device.reference')
    .execute()
  return { ...check, devices }
}

export type CheckRecord = NonNullable<Awaited<ReturnType<typeof readCheck>>>
