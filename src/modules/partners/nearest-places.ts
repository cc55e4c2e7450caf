import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { DayHours } from '#platform/tabular/index'
import type { PlaceKind } from './place'

export interface NearPlace {
  readonly id: string
  readonly name: string
  readonly kind: PlaceKind
  readonly address: string
  readonly postcode: string | null
  readonly lat: number
  readonly lon: number
  readonly openingHours: readonly DayHours[]
  readonly takesDonations: boolean
  readonly metres: number
}

export interface NearestOptions {
  readonly kind?: PlaceKind
  /** Leave out places that have closed for good. */
  readonly open?: boolean
  /** The day it is, for what has closed by now. */
  readonly today: string
}

export type Point = { readonly lat: number; readonly lon: number }

const EARTH_M = 6_371_008.8

const pointOf = async (tx: Tx, allianceId: string, where: Point | string): Promise<Point | undefined> =>
  typeof where !== 'string'
    ? where
    : tx
        .selectFrom('postcode')
        .select(['lat', 'lon'])
        .where('alliance_id', '=', allianceId)
        .where('postcode', '=', where)
        .executeTakeFirst()

/** The places nearest to a point or a postcode ("SK3 8NR") as the crow flies, nearest first; none for a postcode we do not know. */
export const nearestPlaces = async (
  tx: Tx,
  allianceId: string,
  where: Point | string,
  options: NearestOptions,
  most = 3,
): Promise<NearPlace[]> => {
  const from = await pointOf(tx, allianceId, where)
  if (!from) return []
  const { kind, open, today } = options
  const { rows } = await sql<NearPlace>`
    select id, name, kind, address, postcode, lat, lon, opening_hours as "openingHours", takes_donations as "takesDonations",
      2 * ${EARTH_M}::float8 * asin(least(1, sqrt(
        power(sin(radians(lat - ${from.lat}::float8) / 2), 2)
        + cos(radians(${from.lat}::float8)) * cos(radians(lat)) * power(sin(radians(lon - ${from.lon}::float8) / 2), 2)))) as metres
    from place
    where alliance_id = ${allianceId} and lat is not null and lon is not null
      ${kind ? sql`and kind = ${kind}` : sql``}
      ${open ? sql`and (closed_on is null or closed_on > ${today}::date)` : sql``}
    order by metres, name limit ${most}`.execute(tx)
  return rows
}
