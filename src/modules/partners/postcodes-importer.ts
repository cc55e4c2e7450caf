import { sql } from 'kysely'
import { z } from 'zod'
import type { Work } from '#platform/command'
import { firstOfEach, importer, leftOutOf, must, wanted } from '#platform/importer'
import { decimalCell, gridToLatLon, isOnGrid, optional, postcodeCell, textCell } from '#platform/tabular/index'
import { boroughOf, ofThisBorough } from './borough'

interface PostcodeRow {
  readonly postcode: string
  readonly at: { readonly lat: number; readonly lon: number } | null
  readonly boroughCode: string | null
  readonly wardCode: string | null
  readonly lsoaCode: string | null
}

const code = optional(textCell(9))
const number = optional(decimalCell)

const pointOf = (lat: number | null, lon: number | null, easting: number | null, northing: number | null) => {
  if (lat !== null && lon !== null) return { lat, lon }
  return easting !== null && northing !== null && isOnGrid(easting, northing) ? gridToLatLon(easting, northing) : null
}

const schema = z
  .object({
    postcode: postcodeCell,
    easting: number,
    northing: number,
    lat: number,
    lon: number,
    boroughCode: code,
    wardCode: code,
    lsoaCode: code,
  })
  .transform(
    ({ postcode, lat, lon, easting, northing, ...codes }): PostcodeRow => ({
      postcode,
      at: pointOf(lat, lon, easting, northing),
      ...codes,
    }),
  )

const writePostcodes = async ({ tx, allianceId }: Work, rows: readonly PostcodeRow[]): Promise<void> => {
  const column = <Value>(of: (row: PostcodeRow) => Value): Value[] => rows.map(of)
  await sql`
    insert into postcode (alliance_id, postcode, lat, lon, ward_code, lsoa_code, borough_code)
    select ${allianceId}::uuid, * from unnest(
      ${column((row) => row.postcode)}::text[], ${column((row) => row.at?.lat)}::float8[], ${column((row) => row.at?.lon)}::float8[],
      ${column((row) => row.wardCode)}::text[], ${column((row) => row.lsoaCode)}::text[], ${column((row) => row.boroughCode)}::text[])
    on conflict (alliance_id, postcode) do update set lat = excluded.lat, lon = excluded.lon,
      ward_code = coalesce(excluded.ward_code, postcode.ward_code), lsoa_code = coalesce(excluded.lsoa_code, postcode.lsoa_code),
      borough_code = coalesce(excluded.borough_code, postcode.borough_code)`.execute(tx)
}

/** People and places recorded before their postcode was known are put on the map. */
const locateAll = async ({ tx, allianceId }: Work): Promise<void> => {
  for (const table of ['person', 'place'] as const)
    await sql`
      update ${sql.table(table)} as found set lat = p.lat, lon = p.lon, ward_code = p.ward_code from postcode p
      where p.alliance_id = found.alliance_id and p.postcode = found.postcode
        and found.alliance_id = ${allianceId} and found.ward_code is null`.execute(tx)
}

/** Where postcodes lie: a prepared list with latitude and longitude, or Code-Point Open as Ordnance Survey gives it. */
export const postcodesImporter = importer<PostcodeRow>({
  kind: 'postcodes',
  label: 'Postcodes',
  hint: 'Code-Point Open as it comes from Ordnance Survey, or a list with latitude and longitude.',
  action: 'import.postcodes',
  columns: [
    must('postcode', 'Postcode', 'PC', 'pcd', 'pcds', 'pcd7', 'pcd8'),
    wanted('easting', 'Easting', 'EA', 'oseast1m', 'eastings'),
    wanted('northing', 'Northing', 'NO', 'osnrth1m', 'northings'),
    wanted('lat', 'Latitude', 'lat'),
    wanted('lon', 'Longitude', 'long', 'lon', 'lng'),
    wanted('boroughCode', 'Borough code', 'lad_code', 'DC', 'oslaua', 'laua', 'admin_district_code'),
    wanted('wardCode', 'Ward code', 'ward_code', 'WC', 'osward', 'ward', 'admin_ward_code'),
    wanted('lsoaCode', 'Small area code (LSOA)', 'lsoa21_code_derived', 'lsoa21_code', 'lsoa21', 'lsoa21cd'),
  ],
  headerless: ['PC', 'PQ', 'EA', 'NO', 'CY', 'RH', 'LH', 'CC', 'DC', 'WC'],
  schema,
  write: async (work, rows) => {
    const { mine, leftOut } = ofThisBorough(rows, await boroughOf(work.tx, work.allianceId))
    const placed = mine.map(({ row }) => row).filter(({ at }) => at !== null)
    const { first } = firstOfEach(placed, ({ postcode }) => postcode)
    if (first.length > 0) await writePostcodes(work, first)
    return {
      written: placed.length,
      leftOut: { ...leftOut, ...leftOutOf('without a place on the map', mine.length - placed.length) },
    }
  },
  finish: locateAll,
})
