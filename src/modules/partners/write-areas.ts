import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { firstOfEach } from '#platform/importer'

export interface AreaRow {
  readonly code: string
  readonly kind: 'ward' | 'lsoa'
  /** The code is of the areas of 2011, some of which were split or joined since. */
  readonly isOldCode: boolean
  readonly name: string
  readonly wardCode: string | null
  readonly boroughCode: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly outline: { readonly type: string; readonly coordinates: unknown } | null
  readonly population: number | null
  readonly population65: number | null
  readonly decile: number | null
  readonly risk: number | null
}

const knownCodes = async (tx: Tx, allianceId: string, codes: readonly string[]): Promise<Set<string>> => {
  if (codes.length === 0) return new Set()
  const rows = await tx
    .selectFrom('area')
    .select('code')
    .where('alliance_id', '=', allianceId)
    .where('code', 'in', codes)
    .execute()
  return new Set(rows.map(({ code }) => code))
}

const columnsOf = (allianceId: string, row: AreaRow) => ({
  alliance_id: allianceId,
  code: row.code,
  name: row.name || row.code,
  kind: row.kind,
  ward_code: row.wardCode,
  borough_code: row.boroughCode,
  lat: row.lat,
  lon: row.lon,
  outline: row.outline && JSON.stringify(row.outline),
  population: row.population,
  population_65: row.population65,
  deprivation_decile: row.decile,
  exclusion_risk: row.risk,
})

/** What this file says of an area goes over what was there; what it does not say stays. */
const kept = (column: string) => sql<never>`coalesce(${sql.ref(`excluded.${column}`)}, ${sql.ref(`area.${column}`)})`

const KEPT = [
  'ward_code',
  'borough_code',
  'lat',
  'lon',
  'outline',
  'population',
  'population_65',
  'deprivation_decile',
  'exclusion_risk',
] as const

/** Adds areas, or adds to them. An old code is used where the area still has it, and is otherwise counted as unknown. */
export const writeAreas = async (
  tx: Tx,
  allianceId: string,
  rows: readonly AreaRow[],
): Promise<{ written: number; unknown: number }> => {
  const old = rows.filter(({ isOldCode }) => isOldCode).map(({ code }) => code)
  const known = await knownCodes(tx, allianceId, old)
  const usable = rows.filter((row) => !row.isOldCode || known.has(row.code))
  const { first } = firstOfEach(usable, ({ code }) => code)
  if (first.length > 0)
    await tx
      .insertInto('area')
      .values(first.map((row) => columnsOf(allianceId, row)))
      .onConflict((conflict) =>
        conflict.columns(['alliance_id', 'code']).doUpdateSet({
          name: sql<never>`case when excluded.name = excluded.code then area.name else excluded.name end`,
          ...Object.fromEntries(KEPT.map((column) => [column, kept(column)])),
        }),
      )
      .execute()
  return { written: usable.length, unknown: rows.length - usable.length }
}
