import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { abbreviations, layOutTiles, type PlacedWard } from './index'
import { wrapWords } from './wrap-words'

const WARDS = '../shared/data/stockport_wigan_wards_2023.geojson'
const hasWards = existsSync(WARDS)

type WardFile = {
  features: { properties: Record<'area_code' | 'area_name' | 'lon' | 'lat' | 'local_authority_area_name', string> }[]
}

const realWards = (borough: string): PlacedWard[] =>
  (JSON.parse(readFileSync(WARDS, 'utf8')) as WardFile).features
    .map(({ properties }) => properties)
    .filter((ward) => ward.local_authority_area_name === borough)
    .map((ward) => ({ code: ward.area_code, name: ward.area_name, lon: Number(ward.lon), lat: Number(ward.lat) }))

const inventedWards = (seed: number, count: number): PlacedWard[] => {
  let state = seed
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return Array.from({ length: count }, (_, index) => ({
    code: `W${index}`,
    name: `Ward ${index}`,
    lon: -2.3 + next() / 4,
    lat: 53.3 + next() / 5,
  }))
}

type Laid = PlacedWard & { col: number; row: number }

const lay = (wards: readonly PlacedWard[], columns: number): Laid[] =>
  layOutTiles(wards, columns).map((cell) => {
    const ward = wards.find(({ code }) => code === cell.code)
    if (!ward) throw new Error(`no ward ${cell.code}`)
    return { ...ward, ...cell }
  })

const pairs = (laid: readonly Laid[]): [Laid, Laid][] =>
  laid.flatMap((one, index) => laid.slice(index + 1).map((other): [Laid, Laid] => [one, other]))

const samples: [string, PlacedWard[]][] = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => [
  `invented borough ${seed}`,
  inventedWards(seed, 5 + seed * 4),
])
if (hasWards) samples.push(['Stockport', realWards('Stockport')], ['Wigan', realWards('Wigan')])

describe.each(samples)('a tile map of %s', (_name, wards) => {
  const laid = lay(wards, 6)

  it('gives every ward a cell of its own, inside the grid', () => {
    expect(new Set(laid.map(({ code }) => code)).size).toBe(wards.length)
    expect(new Set(laid.map(({ col, row }) => `${col},${row}`)).size).toBe(wards.length)
    for (const { col, row } of laid) {
      expect(col).toBeGreaterThanOrEqual(0)
      expect(col).toBeLessThan(6)
      expect(row).toBeGreaterThanOrEqual(0)
    }
  })

  it('never turns two wards round both north to south and west to east', () => {
    for (const [one, other] of pairs(laid)) {
      const turnedNorth = (one.lat - other.lat) * (one.row - other.row) > 0
      const turnedEast = (one.lon - other.lon) * (one.col - other.col) < 0
      expect(turnedNorth && turnedEast, `${one.name} and ${other.name}`).toBe(false)
    }
  })

  it('keeps north above south for wards far apart', () => {
    const lats = wards.map(({ lat }) => lat)
    const far = (Math.max(...lats) - Math.min(...lats)) / 2
    for (const [one, other] of pairs(laid).filter(([a, b]) => Math.abs(a.lat - b.lat) > far)) {
      expect((one.lat - other.lat) * (one.row - other.row), `${one.name} and ${other.name}`).toBeLessThan(0)
    }
  })

  it('comes out the same whatever the order of the list', () => {
    const key = (all: readonly Laid[]) => all.map(({ code, col, row }) => `${code} ${col},${row}`).sort()
    expect(key(lay([...wards].reverse(), 6))).toEqual(key(laid))
  })
})

describe('small and odd boroughs', () => {
  it('lays out none, one, and many in one place', () => {
    expect(layOutTiles([], 6)).toEqual([])
    expect(layOutTiles([{ code: 'A', name: 'A', lon: -2, lat: 53 }], 6)).toEqual([{ code: 'A', col: 0, row: 0 }])
    const together = Array.from({ length: 9 }, (_, index) => ({ code: `W${index}`, name: '', lon: -2, lat: 53 }))
    expect(new Set(layOutTiles(together, 3).map(({ col, row }) => `${col},${row}`)).size).toBe(9)
    expect(new Set(layOutTiles(together, 1).map(({ col, row }) => `${col},${row}`)).size).toBe(9)
  })
})

describe('short names', () => {
  it('takes the letters people would', () => {
    const names = ['Reddish North', 'Davenport & Cale Green', 'Edgeley', 'Shevington with Lower Ground & Moor']
    const short = abbreviations(names.map((name) => ({ code: name, name })))
    expect(names.map((name) => short.get(name))).toEqual(['ReN', 'D&C', 'Edg', 'ShL'])
  })

  it('never gives two areas the same one', () => {
    const alike = Array.from({ length: 12 }, (_, index) => ({ code: `${index}`, name: 'Marple North' }))
    expect(new Set(abbreviations(alike).values()).size).toBe(12)
    expect([
      ...abbreviations([
        { code: '1', name: 'Abc' },
        { code: '2', name: 'Abc' },
      ]).values(),
    ]).toHaveLength(2)
  })

  test.skipIf(!hasWards)('tells apart all the wards of both boroughs (needs ../shared/data)', () => {
    for (const borough of ['Stockport', 'Wigan']) {
      const wards = realWards(borough)
      expect(wards.length).toBeGreaterThan(20)
      expect(new Set(abbreviations(wards).values()).size).toBe(wards.length)
    }
  })

  test.each([
    ['Edgeley', ['Edgeley']],
    ['Brinnington & Stockport Central', ['Brinnington', '& Stockport', 'Central']],
    ['Bryn with Ashton-in-Makerfield North', ['Bryn with', 'Ashton-in-', 'Makerfield', 'North']],
    ['Llanfairpwllgwyngyll', ['Llanfairpwl…']],
    ['One and two and three and four and five and six and seven', ['One and two', 'and three', 'and four and', 'five and si…']],
    ['', []],
  ])('breaks "%s" into lines', (name, lines) => expect(wrapWords(name, 12, 4)).toEqual(lines))
})
