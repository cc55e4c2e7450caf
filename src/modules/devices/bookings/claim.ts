import { sql } from 'kysely'
import { addDays } from '#platform/clock'
import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { formatDate } from '#ui/format'

/** What a device is already promised for on a day or after it: the earliest first, without one claim (a loan's own). */
export const claimsFrom = (tx: Tx, allianceId: string, deviceId: string, from: string, except?: string) =>
  tx
    .selectFrom('device_claim')
    .select(['id', 'source', 'starts_on', 'ends_on'])
    .where('alliance_id', '=', allianceId)
    .where('device_id', '=', deviceId)
    .where('ends_on', '>', from)
    .$if(except !== undefined, (query) => query.where('id', '!=', String(except)))
    .orderBy('starts_on')
    .execute()

export type Claim = Awaited<ReturnType<typeof claimsFrom>>[number]

/**
 * The latest a device can be due back, from a day on: before its next promise, with the days it takes to make it ready. Null when
 * it is promised on the day itself already.
 */
export const latestBefore = async (
  { tx, allianceId }: Pick<Work, 'tx' | 'allianceId'>,
  device: { readonly id: string; readonly turnaroundDays: number },
  { from, wanted, except }: { from: string; wanted: string; except?: string },
): Promise<string | null> => {
  const [next] = await claimsFrom(tx, allianceId, device.id, from, except)
  if (!next) return wanted
  if (next.starts_on <= from) return null
  const latest = addDays(next.starts_on, -device.turnaroundDays)
  return latest < wanted ? latest : wanted
}

/** "Someone has booked it from 3 May." */
export const bookedWords = (from: string): string => `Someone has booked it from ${formatDate(from)}`

/** Holds a device's row to the end of the transaction: whoever changes its calendar takes turns at it. */
export const holdDeviceRow = async ({ tx, allianceId }: Work, deviceId: string): Promise<void> => {
  await sql`select 1 from device where alliance_id = ${allianceId} and id = ${deviceId} for update`.execute(tx)
}
