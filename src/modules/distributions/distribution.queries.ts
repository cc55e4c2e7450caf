import type { Tx } from '#platform/db'

/** What a person or a partner was given, the newest first. */
export const giftsTo = (tx: Tx, allianceId: string, to: 'person' | 'partner', id: string, most = 10) =>
  tx
    .selectFrom('distribution')
    .leftJoin('device', (join) =>
      join.onRef('device.id', '=', 'distribution.device_id').onRef('device.alliance_id', '=', 'distribution.alliance_id'),
    )
    .select([
      'distribution.what',
      'distribution.quantity',
      'distribution.scheme',
      'distribution.given_on',
      'device.reference as device',
    ])
    .where('distribution.alliance_id', '=', allianceId)
    .where(`distribution.${to}_id`, '=', id)
    .orderBy('distribution.given_on', 'desc')
    .orderBy('distribution.id', 'desc')
    .limit(most)
    .execute()

export type Gift = Awaited<ReturnType<typeof giftsTo>>[number]
