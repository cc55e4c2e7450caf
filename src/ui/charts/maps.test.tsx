import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { count, square } from './chart-trial'
import { type Outline, WardMap, WardTiles } from './index'

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
    expect(html).toContain('aria-label="W 350 Ward 4, people"')
    expect(html).toContain('aria-label="W Ward 5, no figure"')
    // A title inside a tile counts as words on show, and a name must hold all of those.
    expect(html).not.toContain('<title>')
    expect(html).toMatch(/>W <\/text><text [^>]*>350 <\/text><text [^>]*>Ward 4 <\/text>/)
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
