import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { columns, count, line } from './chart-trial'
import { LineChart } from './index'

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
