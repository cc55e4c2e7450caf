import type { Tx } from '#platform/db'

interface Located {
  readonly lat: number
  readonly lon: number
  readonly ward_code: string | null
}

/** Where these postcodes lie, as far as the alliance has imported postcodes. */
export const locateMany = async (
  tx: Tx,
  allianceId: string,
  postcodes: readonly (string | null)[],
): Promise<ReadonlyMap<string, Located>> => {
  const asked = [...new Set(postcodes.filter((postcode) => postcode !== null))]
  if (asked.length === 0) return new Map()
  const rows = await tx
    .selectFrom('postcode')
    .select(['postcode', 'lat', 'lon', 'ward_code'])
    .where('alliance_id', '=', allianceId)
    .where('postcode', 'in', asked)
    .execute()
  return new Map(rows.map(({ postcode, ...place }) => [postcode, place]))
}
