import { sql } from 'kysely'
import type { StaffAction } from '#platform/access'
import type { Tx } from '#platform/db'

/** What stands on the shelves of a place, and so should be found there. */
export const ON_SHELF = ['to_wipe', 'returned', 'wiping', 'wiped', 'checked', 'ready', 'promised', 'repair']

/** Whoever did one of these had the device in hand. */
const IN_HAND: readonly StaffAction[] = [
  ...(['device.wipe', 'device.prepare', 'device.repair', 'device.transfer', 'device.unlock', 'device.miss'] as const),
  ...(['loan.collect', 'loan.bring-back', 'loan.hand-in'] as const),
]

/**
 * Whether a device that was expected should still be where the count looks for it, as a condition on the rows of `device` and
 * `stock_check`: it is kept there, and nobody has had it in hand since the count began.
 */
export const isStillExpected = () => sql<boolean>`(
  device.status = any(${ON_SHELF}::text[]) and (stock_check.place_id is null or device.place_id = stock_check.place_id)
  and not exists (
    select 1 from event_link link join event on event.alliance_id = link.alliance_id and event.id = link.event_id
    where link.alliance_id = device.alliance_id and link.subject_type = 'device' and link.subject_id = device.id
      and event.at > stock_check.started_at and event.action = any(${[...IN_HAND]}::text[])))`

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
    .innerJoin('stock_check', (join) =>
      join.onRef('stock_check.id', '=', 'counted.stock_check_id').onRef('stock_check.alliance_id', '=', 'counted.alliance_id'),
    )
    .select(isStillExpected().as('is_still_expected'))
    .select(['device.reference', 'device.kind', 'device.status', 'counted.is_expected', 'counted.found_at', 'counted.found_by'])
    .where('counted.alliance_id', '=', allianceId)
    .where('counted.stock_check_id', '=', check.id)
    .orderBy('device.reference')
    .execute()
  return { ...check, devices }
}

export type CheckRecord = NonNullable<Awaited<ReturnType<typeof readCheck>>>
