import { geoCentroid } from 'd3-geo'
import { z } from 'zod'
import { importer, leftOutOf, wanted, wordsCell } from '#platform/importer'
import { cell, decimalCell, integerCell, optional, textCell, unreadable } from '#platform/tabular/index'
import { boroughOf, ofThisBorough } from './borough'
import { type AreaRow, writeAreas } from './write-areas'

const areaCode = cell((text) => {
  if (/^[EWS]01\d{6}$/.test(text)) return { code: text, kind: 'lsoa' as const }
  if (/^[EWS](05|13|14)\d{6}$/.test(text)) return { code: text, kind: 'ward' as const }
  return unreadable(`“${text.slice(0, 20)}” is not the code of a ward or of a small area (LSOA), like E05015022`)
})

const outlineCell = cell((text) => {
  const shape = readShape(text)
  return shape ?? unreadable('is not an outline (a Polygon or MultiPolygon)')
})

const readShape = (text: string): { type: string; coordinates: unknown } | null => {
  try {
    const shape = JSON.parse(text) as { type?: unknown; coordinates?: unknown } | null
    const drawn = shape && (shape.type === 'Polygon' || shape.type === 'MultiPolygon') && Array.isArray(shape.coordinates)
    return drawn ? { type: String(shape.type), coordinates: shape.coordinates } : null
  } catch {
    return null
  }
}

const count = optional(integerCell)
/** The census table gives ages in bands; all from 65 up make one figure. */
const BANDS = ['aged65', 'aged66', 'aged70', 'aged75', 'aged80', 'aged85'] as const

const schema = z
  .object({
    code: optional(areaCode),
    oldCode: wordsCell(9),
    name: wordsCell(100),
    inWard: optional(textCell(9)),
    boroughCode: optional(textCell(9)),
    lat: optional(decimalCell),
    lon: optional(decimalCell),
    outline: optional(outlineCell),
    population: count,
    population65: count,
    aged65: count,
    aged66: count,
    aged70: count,
    aged75: count,
    aged80: count,
    aged85: count,
    decile: optional(integerCell.refine((decile) => decile >= 1 && decile <= 10, 'is not from 1 to 10')),
    risk: optional(decimalCell.refine((risk) => risk >= 0 && risk <= 10, 'is not from 0 to 10')),
  })
  .transform((row, context): AreaRow => {
    const known = row.code ?? areaCode.safeParse(row.oldCode).data
    if (!known) context.addIssue({ code: 'custom', path: ['code'], message: 'is empty' })
    const bands = BANDS.map((band) => row[band]).filter((people) => people !== null)
    const centre = row.outline ? geoCentroid(row.outline as never) : [row.lon, row.lat]
    return {
      code: known?.code ?? '',
      kind: known?.kind ?? 'lsoa',
      isOldCode: !row.code,
      name: row.name,
      wardCode: row.inWard,
      boroughCode: row.boroughCode,
      lat: row.lat ?? centre[1] ?? null,
      lon: row.lon ?? centre[0] ?? null,
      outline: row.outline,
      population: row.population,
      population65: row.population65 ?? (bands.length > 0 ? bands.reduce((sum, people) => sum + people, 0) : null),
      decile: row.decile,
      risk: row.risk,
    }
  })

/**
 * Wards and small areas with what is known of them. Each file adds its columns to the same areas: outlines from a map, people
 * from the census, deprivation, digital exclusion risk, and which ward a small area is in.
 */
export const areasImporter = importer<AreaRow>({
  kind: 'areas',
  label: 'Areas',
  hint: 'Wards (GeoJSON) and small areas (LSOAs), with population, deprivation and digital exclusion risk.',
  action: 'import.areas',
  columns: [
    wanted('code', 'Area code', 'area_code', 'lsoa21_code', 'lsoa21cd', 'ward_code', 'wd23cd', 'wd24cd', 'code'),
    wanted('oldCode', 'Area code of 2011', 'lsoa11_code', 'lsoa11cd'),
    wanted('name', 'Area name', 'area_name', 'lsoa21_name', 'lsoa21nm', 'lsoa_name', 'ward_name', 'wd23nm', 'wd24nm'),
    wanted('inWard', 'Ward it is in (code)', 'ward_code_bestfit', 'wd25cd'),
    wanted('boroughCode', 'Borough code', 'lad_code', 'lad25cd', 'lad23cd', 'local_authority_area_code'),
    wanted('lat', 'Latitude', 'lat'),
    wanted('lon', 'Longitude', 'lon', 'long', 'lng'),
    wanted('outline', 'Outline', 'geometry'),
    wanted('population', 'Population', 'population_2021', 'total', 'all ages'),
    wanted('population65', 'People of 65 and over', 'aged_65_plus', 'population_65'),
    wanted('aged65', 'People of 65', 'aged_65'),
    wanted('aged66', 'People of 66 to 69', 'aged_66_69'),
    wanted('aged70', 'People of 70 to 74', 'aged_70_74'),
    wanted('aged75', 'People of 75 to 79', 'aged_75_79'),
    wanted('aged80', 'People of 80 to 84', 'aged_80_84'),
    wanted('aged85', 'People of 85 and over', 'aged_85_over'),
    wanted('decile', 'Deprivation decile (1 is most deprived)', 'imd_decile'),
    wanted('risk', 'Digital exclusion risk (0 to 10)', 'deri_score_national', 'deri_score'),
  ],
  schema,
  write: async ({ tx, allianceId }, rows) => {
    const { mine, leftOut } = ofThisBorough(rows, await boroughOf(tx, allianceId))
    const { written, unknown } = await writeAreas(
      tx,
      allianceId,
      mine.map(({ row }) => row),
    )
    return { written, leftOut: { ...leftOut, ...leftOutOf('of an area that is no longer in use', unknown) } }
  },
})
