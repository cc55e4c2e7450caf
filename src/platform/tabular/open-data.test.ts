import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allOf } from './all-of'
import { gridToLatLon, isOnGrid, openingHours, openTable, postcodeCell, type TableRow } from './index'

const DATA = join(import.meta.dirname, '../../../../shared/data')
const CODE_POINT = ['PC', 'PQ', 'EA', 'NO', 'CY', 'RH', 'LH', 'CC', 'DC', 'WC']
const rowsOf = async (file: string, columns?: string[]): Promise<TableRow[]> => {
  const table = await openTable(join(DATA, file), { filename: file, ...(columns && { columns }) })
  return allOf(table.rows)
}

/** Metres between two points near enough that the Earth is flat between them. */
const metresApart = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number =>
  Math.hypot((a.lat - b.lat) * 111_200, (a.lon - b.lon) * 111_320 * Math.cos((a.lat * Math.PI) / 180))

it.skipIf(existsSync(DATA))('is skipped: the open data files are not beside the project (../shared/data)', ({ skip }) => skip())

describe.skipIf(!existsSync(DATA))('the open data files', () => {
  it.each([
    ['MANIFEST.csv', 14],
    ['census2021_rm121_population_lsoa_stockport_wigan.csv', 391],
    ['deri_v1.6_lsoa11_stockport_wigan.csv', 390],
    ['imd2025_lsoa21_stockport_wigan.csv', 391],
    ['libraries_stockport_librarieshacked_2025-04.csv', 17],
    ['libraries_wigan_librarieshacked_2025-04.csv', 21],
    ['libraries_stockport_wigan_geocoded.csv', 38],
    ['lsoa21_to_ward_bestfit_ons_2025_stockport_wigan.csv', 391],
    ['ward_population_census2021_bestfit.csv', 46],
    ['stockport_wigan_wards_2023.geojson', 46],
    ['gm_local_authorities_2023_super_generalised_200m.geojson', 10],
  ])('%s has %i rows, none ragged', async (file, count) => {
    const rows = await rowsOf(file)
    expect(rows).toHaveLength(count)
    expect(rows.filter((row) => row.ragged)).toEqual([])
  })

  it.each([
    ['sk', 16_675, 3],
    ['wn', 7295, 0],
  ])('reads raw Code-Point Open %s.csv without headings: %i rows, of which %i have no place', async (area, count, nowhere) => {
    const rows = await rowsOf(`codepoint_open_2025-11/${area}.csv`, CODE_POINT)
    expect(rows).toHaveLength(count)
    const placed = rows.filter(({ cells }) => isOnGrid(Number(cells.EA), Number(cells.NO)))
    expect(rows.length - placed.length).toBe(nowhere)
    expect(
      placed.filter(
        (row) => row.ragged || !postcodeCell.safeParse(row.cells.PC).success || !/^E05\d{6}$/.test(row.cells.WC ?? ''),
      ),
    ).toEqual([])
  })

  it('refuses raw Code-Point Open read as if it had headings', async () => {
    await expect(rowsOf('codepoint_open_2025-11/sk.csv')).rejects.toMatchObject({ problem: 'missing-heading' })
  })

  it('puts each of 14,781 postcodes within 10 metres of where the lookup has it', async () => {
    const rows = await rowsOf('postcodes_stockport_wigan_2025-11.csv')
    expect(rows).toHaveLength(14_781)
    const distances = rows.map(({ cells }) =>
      metresApart(gridToLatLon(Number(cells.easting), Number(cells.northing)), {
        lat: Number(cells.lat),
        lon: Number(cells.lon),
      }),
    )
    expect(Math.max(...distances)).toBeLessThan(10)
  })

  it('has 31 open libraries of 38, and reads the opening hours of each', async () => {
    const files = ['libraries_stockport_librarieshacked_2025-04.csv', 'libraries_wigan_librarieshacked_2025-04.csv']
    const libraries = (await Promise.all(files.map((file) => rowsOf(file)))).flat().map((row) => row.cells)
    const open = libraries.filter((library) => library['Year closed'] === '')
    expect([libraries.length, open.length]).toEqual([38, 31])
    expect(libraries.map((library) => openingHours(library)).filter((hours) => 'problem' in hours)).toEqual([])
    expect(openingHours(libraries[0] ?? {})).toMatchObject([
      { day: 'monday', opens: '09:00', closes: '17:00' },
      { day: 'tuesday', opens: '09:00', closes: '17:00' },
      { day: 'wednesday', opens: '09:00', closes: '13:00' },
      { day: 'thursday', opens: '09:00', closes: '17:00' },
      { day: 'friday', opens: '09:00', closes: '16:30' },
    ])
  })
})
