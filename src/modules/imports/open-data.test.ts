import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { nearestPlaces } from '#modules/partners'
import { personForm, recordPerson } from '#modules/people'
import { allOf, openTable } from '#platform/tabular/index'
import { bringIn } from '#test/bring-in'
import { newWorld, type World } from '#test/world'

const DATA = join(import.meta.dirname, '../../../../shared/data')
const file = (name: string): string => join(DATA, name)
const there = existsSync(DATA)
const WARDS = 'stockport_wigan_wards_2023.geojson'
const POSTCODES = 'postcodes_stockport_wigan_2025-11.csv'

it.skipIf(there)('is skipped: the open data files are not beside the project (../shared/data)', ({ skip }) => skip())

const count = async (world: World, table: 'area' | 'postcode' | 'place', where: Record<string, string> = {}): Promise<number> =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
    let query = tx.selectFrom(table).select((row) => row.fn.countAll<number>().as('n'))
    for (const [column, value] of Object.entries(where)) query = query.where(column as 'alliance_id', '=', value)
    return (await query.executeTakeFirstOrThrow()).n
  })

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Another formula than the query's: the angle between two points by the law of cosines. */
const metresApart = (one: { lat: number; lon: number }, other: { lat: number; lon: number }): number =>
  6_371_008.8 *
  Math.acos(
    Math.sin(radians(one.lat)) * Math.sin(radians(other.lat)) +
      Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.cos(radians(one.lon - other.lon)),
  )

const rowsOf = async (name: string): Promise<Record<string, string>[]> => {
  const table = await openTable(file(name), { filename: name })
  return (await allOf(table.rows)).map(({ cells }) => cells)
}

describe.skipIf(!there)('the open data of two boroughs', () => {
  let stockport: World
  let wigan: World

  beforeAll(async () => {
    stockport = await newWorld({ borough: 'Stockport', borough_code: 'E08000007' })
    wigan = await newWorld({ borough: 'Wigan', borough_code: 'E08000010' })
    for (const world of [stockport, wigan]) {
      for (const [kind, name] of [
        ['areas', WARDS],
        ['postcodes', POSTCODES],
      ] as const) {
        const brought = await bringIn(world.system, kind, file(name))
        if (!brought.ok) throw new Error(`${name}: ${brought.says} ${JSON.stringify(brought.bad.slice(0, 3))}`)
      }
    }
  }, 60_000)

  it('gives each alliance its own wards and postcodes: 21 + 25 and 6,815 + 7,966', async () => {
    expect([await count(stockport, 'area', { kind: 'ward' }), await count(wigan, 'area', { kind: 'ward' })]).toEqual([21, 25])
    expect([await count(stockport, 'postcode'), await count(wigan, 'postcode')]).toEqual([6815, 7966])
  })

  it('counts the rows of the other borough and calls none of them wrong', async () => {
    const { tally } = await bringIn(stockport.system, 'areas', file(WARDS))
    expect(tally).toMatchObject({ read: 46, bad: 0, leftOut: { 'of another borough': 25 } })
    expect(await count(stockport, 'area', { kind: 'ward' })).toBe(21)
  })

  it('puts a person at SK3 8NR in Davenport & Cale Green', async () => {
    const made = await recordPerson(await stockport.as('helpline'), personForm.parse({ name: 'Ann', postcode: 'sk3 8nr' }))
    if (!made.ok) throw new Error(made.says)
    const ward = await stockport.db.transaction({ allianceId: stockport.allianceId }, (tx) =>
      tx
        .selectFrom('person as p')
        .innerJoin('area as a', (join) => join.onRef('a.code', '=', 'p.ward_code').onRef('a.alliance_id', '=', 'p.alliance_id'))
        .select('a.name')
        .where('p.id', '=', made.value.id)
        .executeTakeFirst(),
    )
    expect(ward?.name).toBe('Davenport & Cale Green')
  })

  it('adds what other files know to the same areas, the codes of 2011 only where they still stand', async () => {
    const files = [
      'lsoa21_to_ward_bestfit_ons_2025_stockport_wigan.csv',
      'imd2025_lsoa21_stockport_wigan.csv',
      'census2021_rm121_population_lsoa_stockport_wigan.csv',
      'ward_population_census2021_bestfit.csv',
      'deri_v1.6_lsoa11_stockport_wigan.csv',
    ]
    const results = []
    for (const name of files) results.push(await bringIn(stockport.system, 'areas', file(name)))
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true, true])
    const areas = await stockport.db.transaction({ allianceId: stockport.allianceId }, (tx) =>
      tx.selectFrom('area').selectAll().execute(),
    )
    const [wards, small] = [areas.filter(({ kind }) => kind === 'ward'), areas.filter(({ kind }) => kind === 'lsoa')]
    expect([wards.length, small.length]).toEqual([21, 191])
    expect(wards.every(({ outline, population, lat }) => outline !== null && population !== null && lat !== null)).toBe(true)
    expect(small.reduce((sum, { population }) => sum + (population ?? 0), 0)).toBe(294_790)
    expect(small.filter(({ deprivation_decile }) => deprivation_decile === 1)).toHaveLength(15)
    expect(small.every(({ ward_code }) => wards.some(({ code }) => code === ward_code))).toBe(true)
    const risks = small.filter(({ exclusion_risk }) => exclusion_risk !== null).length
    const old = results[4]?.tally.leftOut['of an area that is no longer in use'] ?? 0
    expect([risks + old, risks > 180]).toEqual([190, true])
    const davenport = await rowsOf('ward_population_census2021_bestfit.csv')
    const expected = davenport.find(({ ward_code }) => ward_code === 'E05015022')
    expect(wards.find(({ code }) => code === 'E05015022')).toMatchObject({
      population: Number(expected?.population_2021),
      population_65: Number(expected?.aged_65_plus),
    })
  })

  it('sums the small areas’ people of 65 and over to the ward’s figure', async () => {
    const sums = await stockport.db.transaction({ allianceId: stockport.allianceId }, (tx) =>
      tx
        .selectFrom('area as ward')
        .innerJoin('area as small', (join) =>
          join.onRef('small.ward_code', '=', 'ward.code').onRef('small.alliance_id', '=', 'ward.alliance_id'),
        )
        .select((row) => ['ward.code', 'ward.population_65', row.fn.sum<number>('small.population_65').as('sum')])
        .where('ward.kind', '=', 'ward')
        .groupBy(['ward.code', 'ward.population_65'])
        .execute(),
    )
    expect(sums).toHaveLength(21)
    expect(sums.filter(({ population_65, sum }) => population_65 !== sum)).toEqual([])
  })

  it('reads raw Code-Point Open without headings: the same places, and those without one left out', async () => {
    const world = await newWorld({ borough: 'Anywhere' })
    const sk = await bringIn(world.system, 'postcodes', file('codepoint_open_2025-11/sk.csv'))
    expect(sk).toMatchObject({ ok: true, tally: { read: 16_675, written: 16_672, leftOut: { 'without a place on the map': 3 } } })
    const raw = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('postcode').selectAll().where('postcode', '=', 'SK3 8NR').executeTakeFirstOrThrow(),
    )
    expect(raw).toMatchObject({ ward_code: 'E05015022', borough_code: 'E08000007' })
    expect(metresApart(raw, { lat: 53.394252, lon: -2.172504 })).toBeLessThan(10)
    const wn = await bringIn(wigan.system, 'postcodes', file('codepoint_open_2025-11/wn.csv'))
    expect(wn).toMatchObject({ ok: true, tally: { read: 7295 } })
    expect(await count(wigan, 'postcode')).toBe(7966)
  }, 60_000)

  it('brings in 38 libraries of two boroughs, 31 of them open, with hours and places', async () => {
    const names = ['stockport', 'wigan'].map((name) => file(`libraries_${name}_librarieshacked_2025-04.csv`))
    const [one, other] = [
      await bringIn(stockport.system, 'places', names[0] ?? ''),
      await bringIn(wigan.system, 'places', names[1] ?? ''),
    ]
    expect([one.tally.written, other.tally.written]).toEqual([17, 21])
    const open = await Promise.all(
      [stockport, wigan].map(({ db, allianceId }) =>
        db.transaction({ allianceId }, (tx) =>
          tx.selectFrom('place').select(['name', 'kind', 'ward_code', 'opening_hours']).where('closed_on', 'is', null).execute(),
        ),
      ),
    )
    expect(open.map(({ length }) => length)).toEqual([16, 15])
    expect(open.flat().every((place) => place.kind === 'library' && place.ward_code !== null)).toBe(true)
    expect(open[0]?.find(({ name }) => name === 'Adswood & Bridgehall')?.opening_hours).toContainEqual({
      day: 'friday',
      opens: '09:00',
      closes: '16:30',
    })
  })

  it('brings the same libraries in again without doubles, and says nothing changed', async () => {
    const again = await bringIn(stockport.system, 'places', file('libraries_stockport_librarieshacked_2025-04.csv'))
    expect(again.tally).toMatchObject({ written: 0, leftOut: { 'already here and the same': 17 } })
    expect(await count(stockport, 'place')).toBe(17)
  })

  it('refuses the libraries of the other borough, each by its line', async () => {
    const both = await bringIn(stockport.system, 'places', file('libraries_stockport_wigan_geocoded.csv'))
    expect(both).toMatchObject({ ok: false, tally: { bad: 21, written: 0 } })
    expect(both.bad[0]?.message).toContain('This place belongs to Wigan Metropolitan Borough Council, not to Stockport')
    const world = await newWorld({ borough: 'Stockport' })
    const good = await bringIn(world.system, 'places', file('libraries_stockport_wigan_geocoded.csv'), { mode: 'good' })
    expect(good).toMatchObject({ ok: true, tally: { written: 17, bad: 21 } })
    expect(await count(world, 'place')).toBe(17)
  })

  it('finds the nearest open library to every fiftieth postcode, as a search of the file by hand does', async () => {
    const libraries = (await rowsOf('libraries_stockport_wigan_geocoded.csv')).filter(
      (row) => row.year_closed === '' && row.local_authority?.startsWith('Stockport'),
    )
    const postcodes = (await rowsOf(POSTCODES))
      .filter(({ lad_name }) => lad_name === 'Stockport')
      .filter((_, index) => index % 50 === 0)
    expect(postcodes.length).toBeGreaterThan(130)
    await stockport.db.transaction({ allianceId: stockport.allianceId, readOnly: true }, async (tx) => {
      for (const { postcode = '', lat, lon } of postcodes) {
        const here = { lat: Number(lat), lon: Number(lon) }
        const byHand = libraries
          .map((row) => ({ name: row.library_name, metres: metresApart(here, { lat: Number(row.lat), lon: Number(row.lon) }) }))
          .toSorted((a, b) => a.metres - b.metres)
        const [found] = await nearestPlaces(
          tx,
          stockport.allianceId,
          postcode,
          { kind: 'library', open: true, today: '2025-11-05' },
          1,
        )
        expect([postcode, found?.name]).toEqual([postcode, byHand[0]?.name])
        expect(Math.abs((found?.metres ?? 0) - (byHand[0]?.metres ?? 0))).toBeLessThan(1)
      }
    })
  }, 60_000)

  it('knows no borough by the letters of a postcode: M19 and SK22 are Stockport’s where the lookup says so', async () => {
    const mine = (await rowsOf(POSTCODES)).filter(({ lad_name }) => lad_name === 'Stockport')
    const odd = mine.filter(({ postcode }) => /^(M19|M22|SK12|SK14|SK22) /.test(postcode ?? '')).length
    const found = await stockport.db.transaction({ allianceId: stockport.allianceId }, (tx) =>
      tx.selectFrom('postcode').select('postcode').where('postcode', '~', '^(M19|M22|SK12|SK14|SK22) ').execute(),
    )
    expect([found.length, odd > 0]).toEqual([odd, true])
  })
})

it.skipIf(!there)(
  'locates people and places that were recorded before their postcode was known',
  async () => {
    const world = await newWorld({ borough: 'Stockport', borough_code: 'E08000007' })
    await recordPerson(await world.as('helpline'), personForm.parse({ name: 'Ann', postcode: 'SK3 8NR' }))
    await bringIn(world.system, 'places', Buffer.from('Name,Postcode\nThe Hub,SK3 8NR\n'))
    await bringIn(world.system, 'postcodes', Buffer.from(readFileSync(file(POSTCODES), 'utf8')))
    const rows = await world.db.transaction({ allianceId: world.allianceId }, async (tx) => [
      ...(await tx.selectFrom('person').select(['lat', 'ward_code']).execute()),
      ...(await tx.selectFrom('place').select(['lat', 'ward_code']).execute()),
    ])
    expect(rows).toEqual([
      { lat: 53.394252, ward_code: 'E05015022' },
      { lat: 53.394252, ward_code: 'E05015022' },
    ])
  },
  60_000,
)
