import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it, test } from 'vitest'
import { columns, count, line, lines, NOTHING, square } from './chart-trial'
import { BarList, ColumnChart, Figures, LineChart, TargetCard, Targets, WardMap, WardTiles } from './index'

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
