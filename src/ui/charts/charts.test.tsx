import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it, test } from 'vitest'
import {
  BarList,
  ColumnChart,
  Figures,
  LineChart,
  type LineSeries,
  monthColumns,
  type Outline,
  TargetCard,
  Targets,
  WardMap,
  WardTiles,
} from './index'

const NOTHING = 'Nothing recorded in this period yet.'
const APRIL = Temporal.PlainDate.from('2018-04-01')

const monthly = (values: readonly (number | null)[]) => values.map((y, months) => ({ x: APRIL.add({ months }), y }))
const lines = (values: readonly (number | null)[], target?: number): LineSeries[] => [
  { label: 'People', kind: 'main', points: monthly(values) },
  ...(target === undefined
    ? []
    : [{ label: 'target', kind: 'target' as const, points: monthly([0, ...values.slice(2).map(() => null), target]) }]),
]
const square = (west: number, south: number): Outline => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west, south + 0.1],
      [west + 0.1, south + 0.1],
      [west + 0.1, south],
      [west, south],
    ],
  ],
})

const line = (values: readonly (number | null)[], target?: number): JSX.Element => (
  <LineChart id="line" title="People supported" desc="It rises." finding="We did it" series={lines(values, target)} />
)
const columns = (values: readonly (number | null)[]): JSX.Element => (
  <ColumnChart
    id="cols"
    title="People helped"
    desc="It rises."
    finding="We did it"
    heads={['Month', 'People']}
    columns={monthColumns(monthly(values))}
  />
)
const bars = (values: readonly (number | null)[]): JSX.Element => (
  <BarList rows={values.map((value, index) => ({ label: `Row ${index}`, value }))} />
)
const tiles = (values: readonly (number | null)[]): JSX.Element => (
  <WardTiles
    title="People in each ward."
    unit="people"
    steps={[100, 150]}
    tiles={values.map((value, index) => ({
      code: `W${index}`,
      name: `Ward ${index}`,
      abbr: `W${index}`,
      col: index % 3,
      row: Math.floor(index / 3),
      value,
    }))}
  />
)
const kinds = { line, columns, bars, tiles }

const count = (html: string, part: string): number => html.split(part).length - 1

describe.each(Object.entries(kinds))('%s: odd data', (_kind, render) => {
  test.each([
    ['none at all', []],
    ['all nought', [0, 0, 0]],
    ['all missing', [null, null]],
    ['not numbers', [Number.NaN, Number.NaN]],
  ])('%s is said in words, with nothing drawn and no finding claimed', (_name, values) => {
    const html = renderToString(render(values))
    expect(html).toContain(NOTHING)
    expect(html).not.toContain('<svg')
    expect(html).not.toContain('We did it')
  })

  test.each([
    ['one point', [4]],
    ['two', [1, 2]],
    ['gaps', [null, 3, null, 5, 6, null]],
    ['huge numbers', [1, 9_007_199_254_740_991]],
    ['tiny numbers', [0.001, 0.002]],
    ['falling to nought', [900, 20, 0]],
    ['ten years of months', Array.from({ length: 120 }, (_, index) => index)],
  ])('%s leaves no broken figure in the drawing', (_name, values) => {
    const html = renderToString(render(values))
    expect(html).not.toContain(NOTHING)
    expect(html).not.toMatch(/NaN|Infinity|undefined|null|style=/)
  })
})

describe('names for screen readers', () => {
  const page = renderToString(
    <>
      {line([1, 2, 3], 5)}
      {columns([1, 2])}
      <WardMap id="map" title="Where" desc="Near you" areas={[{ code: 'W', outline: square(-2.2, 53.3) }]} />
    </>,
  )

  it('names and describes every picture, by ids that are there once', () => {
    const pictures = [...page.matchAll(/role="img" aria-labelledby="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(pictures).toHaveLength(5)
    const ids = pictures.flatMap((names) => names.split(' '))
    expect(new Set(ids).size).toBe(10)
    for (const id of ids) expect(count(page, `id="${id}"`)).toBe(1)
    expect(page).toContain('<title id="line-wide-t">People supported</title><desc id="line-wide-d">It rises.</desc>')
  })

  it('hides bars, whose figure is written beside them', () => {
    expect(renderToString(bars([1, 2]))).toMatch(/<b>1<\/b><svg[^>]* aria-hidden="true"/)
  })
})

test('what people wrote is text, never markup', () => {
  const evil = '<script>alert("x")</script>&'
  const html = renderToString(
    <>
      <LineChart
        id="e1"
        title={evil}
        desc={evil}
        finding={evil}
        series={lines([1, 2], 3).map((each) => ({ ...each, label: evil }))}
      />
      <ColumnChart
        id="e2"
        title="t"
        desc="d"
        heads={[evil, 'n']}
        columns={[{ label: evil, under: evil, name: evil, value: 3, href: '"><i>' }]}
      />
      <BarList rows={[{ label: evil, value: 1, href: '" onclick="x' }]} />
      <Targets>
        <TargetCard label={evil} value={1} target={2} sentence={evil} />
      </Targets>
      <Figures items={[{ label: evil, value: evil }]} />
      <WardTiles title={evil} unit={evil} steps={[1]} tiles={[{ code: 'c', name: evil, abbr: evil, col: 0, row: 0, value: 2 }]} />
      <WardMap
        id="e3"
        title={evil}
        desc={evil}
        areas={[{ code: 'W', outline: square(-2, 53) }]}
        names={[{ name: evil, lon: -2, lat: 53 }]}
      />
    </>,
  )
  expect(html).toContain('&lt;script')
  expect(html).not.toContain('<script')
  expect(html).not.toContain('" onclick')
  expect(html).not.toContain('"><i>')
})

describe('line chart', () => {
  const html = renderToString(line([100, 2000, 8425], 5000))

  it('is drawn twice, with first and last value and a dashed target named on the line', () => {
    expect(count(html, 'class="digiknow-wide"')).toBe(1)
    expect(count(html, 'class="digiknow-narrow"')).toBe(1)
    expect(count(html, '>8,425</text>')).toBe(2)
    expect(count(html, '>100</text>')).toBe(2)
    expect(count(html, 'class="digiknow-c2-line"')).toBe(2)
    expect(count(html, '>target</text>')).toBe(2)
    expect(html).toContain('<h2 class="govuk-heading-m" id="line-finding">We did it</h2>')
  })

  it('has the table behind, each figure a link to its records', () => {
    const linked = renderToString(
      <LineChart
        id="l"
        title="t"
        desc="d"
        series={[
          {
            label: 'People',
            kind: 'main',
            points: [
              { x: '2018-05-01', y: 5, href: '/b' },
              { x: '2018-04-01', y: 3, href: '/a' },
            ],
          },
        ]}
      />,
    )
    expect(linked.indexOf('1 April 2018')).toBeLessThan(linked.indexOf('1 May 2018'))
    expect(linked).toContain('<a class="govuk-link" href="/b">5</a>')
  })

  it('says a single figure in words: one point is no line', () => {
    expect(renderToString(line([null, 4]))).toContain('Only one figure so far: 4 on 1 May 2018.')
  })

  it('keeps the two labels at its end apart, however close the lines end', () => {
    for (const target of [1, 4000, 8300, 8425, 8500, 9000, 100_000]) {
      const drawn = renderToString(line([0, 4000, 8425], target))
      const at = [
        ...drawn.matchAll(/<text (?:class="strong" )?x="(?:5|3|2)\d\d(?:\.\d)?" y="([\d.-]+)">(?:[\d,]+|target)<\/text>/g),
      ].map((match) => Number(match[1]))
      expect(at).toHaveLength(6)
      const gaps = [at.slice(0, 3), at.slice(3)].flatMap((three) => {
        const [one = 0, two = 0, three_ = 0] = [...three].sort((a, b) => a - b)
        return [two - one, three_ - two]
      })
      expect(Math.min(...gaps), `target ${target}`).toBeGreaterThanOrEqual(16.5)
    }
  })

  it('never writes dates closer than they are wide', () => {
    for (const months of [2, 5, 12, 24, 61, 130]) {
      const drawn = renderToString(line(Array.from({ length: months }, (_, index) => index + 1)))
      const wide = drawn.slice(0, drawn.indexOf('digiknow-narrow'))
      const dates = [...wide.matchAll(/class="axis mid" x="([\d.]+)" y="302">/g)].map((match) => Number(match[1]))
      expect(dates.length).toBeGreaterThan(1)
      expect(dates.length).toBeLessThanOrEqual(9)
      for (const [index, x] of dates.slice(1).entries()) expect(x - (dates[index] ?? 0)).toBeGreaterThan(40)
    }
  })
})

describe('column chart', () => {
  it('draws a column for each figure, the last one strong, none for a gap', () => {
    const html = renderToString(columns([412, null, 498, 671]))
    expect(count(html, 'class="digiknow-mark"')).toBe(4)
    expect(count(html, 'class="digiknow-c1"')).toBe(2)
    expect(count(html, '<text class="mid strong"')).toBe(2)
    expect(count(html, '>412</text>')).toBe(2)
    expect(count(html, '>498</text>')).toBe(0)
    expect(html).toContain('May 2018')
  })

  it('does not pass off an older figure as the last one', () => {
    expect(renderToString(columns([412, 498, null]))).not.toContain('strong')
  })

  it('writes a year once, also when labels are left out', () => {
    const html = renderToString(columns(Array.from({ length: 36 }, () => 5)))
    for (const year of ['2018', '2019', '2020']) expect(count(html, `>${year}</text>`)).toBe(2)
  })
})

describe('figures and targets', () => {
  it('fills the bar once past the target, and says by how much', () => {
    const html = renderToString(<TargetCard label="People" value={8425} href="/how" target={5000} sentence="Met in 2019." />)
    expect(html).toContain('<rect class="digiknow-c1" width="100" height="10"')
    expect(html).toContain('<b>169%</b> of 5,000. Met in 2019.')
    expect(html).toContain('<a class="govuk-link" href="/how">8,425</a>')
  })

  test.each([undefined, null, 0])('with a target of %s there is no bar and no share', (target) => {
    const html = renderToString(<TargetCard label="People" value={3} {...(target === undefined ? {} : { target })} />)
    expect(html).not.toMatch(/svg|%/)
  })

  it('shows nought as nought', () => {
    expect(renderToString(<TargetCard label="People" value={0} target={10} />)).toContain('<b>0%</b> of 10.')
    expect(renderToString(<Figures items={[{ label: 'calls', value: 0, href: '/c' }]} />)).toContain(
      '<a class="govuk-link" href="/c">0</a>',
    )
    expect(renderToString(<Figures items={[]} />)).toContain(NOTHING)
  })

  it('measures bars by the largest, or by what a full bar stands for', () => {
    const rows = [
      { label: 'Cost', value: 44 },
      { label: 'Skills', value: 61 },
    ]
    expect(renderToString(<BarList rows={rows} />)).toContain('width="72.1"')
    expect(renderToString(<BarList rows={rows} max={100} />)).toContain('width="44"')
    expect(renderToString(<BarList rows={rows} max={50} />)).toContain('width="100"')
  })
})

describe('maps', () => {
  it('colours tiles by step, white text from the fourth, each figure in words', () => {
    const values = [99, 100, 150, 250, 350, null]
    const html = renderToString(
      <WardTiles
        title="People."
        unit="people"
        steps={[100, 150, 250, 350]}
        tiles={values.map((value, col) => ({
          code: `W${col}`,
          name: `Ward ${col}`,
          abbr: 'W',
          col,
          row: 0,
          value,
          href: `/w/${col}`,
        }))}
      />,
    )
    for (const classes of ['t1', 't2', 't3', 't4 on', 't5 on']) expect(html).toContain(`<a class="${classes}" href=`)
    expect(html).toContain('aria-label="Ward 4, 350 people"')
    expect(html).toContain('aria-label="Ward 5, no figure"')
    for (const words of ['under 100', '100 to 149', '150 to 249', '250 to 349', '350 and over'])
      expect(html).toContain(`${words}</li>`)
  })

  const draw = (outlines: readonly Outline[]) =>
    renderToString(
      <WardMap
        id="m"
        title="t"
        desc="d"
        areas={outlines.map((outline, index) => ({ code: `${index}`, outline, here: index === 1 }))}
      />,
    )

  it('draws an outline the same, whichever way its file winds it', () => {
    const outline = square(-2.2, 53.3)
    if (outline.type !== 'Polygon') throw new Error('a square is a polygon')
    const other: Outline = { ...outline, coordinates: outline.coordinates.map((ring) => [...ring].reverse()) }
    const corners = (html: string) => [...html.matchAll(/[ML](-?\d+,-?\d+)/g)].map((match) => match[1]).sort()
    expect(corners(draw([outline])).length).toBeGreaterThanOrEqual(4)
    expect(new Set(corners(draw([other])))).toEqual(new Set(corners(draw([outline]))))
    const apart: Outline = { type: 'MultiPolygon', coordinates: [outline.coordinates, other.coordinates] }
    expect(draw([apart])).not.toMatch(/NaN|undefined/)
  })

  it('stays inside its frame and shades where you are', () => {
    const html = draw([square(-2.2, 53.3), square(-2.1, 53.3)])
    expect(count(html, 'class="is-here"')).toBe(1)
    for (const [, x, y] of html.matchAll(/[ML](-?\d+),(-?\d+)/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(12)
      expect(Number(x)).toBeLessThanOrEqual(388)
      expect(Number(y)).toBeLessThanOrEqual(338)
    }
  })

  it('numbers its pins, the first on top, and leaves out what is off the map', () => {
    const markers = [
      { number: 1, lon: -2.15, lat: 53.35 },
      { number: 2, lon: -2.16, lat: 53.36 },
      { number: 3, lon: -3.5, lat: 53.35 },
    ]
    const html = renderToString(
      <WardMap id="m" title="t" desc="d" areas={[{ code: 'W', outline: square(-2.2, 53.3) }]} markers={markers} />,
    )
    expect([...html.matchAll(/class="pin-t"[^>]*>(\d)</g)].map((match) => match[1])).toEqual(['2', '1'])
  })

  it('says so when there are no outlines', () => {
    expect(draw([])).toContain('There is no map of this area yet.')
  })
})
