import type { JSX } from 'preact'
import { Temporal } from 'temporal-polyfill'
import { ColumnChart, LineChart, type LineSeries, monthColumns, type Outline } from './index'

/** Charts to try: the same few in each test of them. */

export const NOTHING = 'Nothing recorded in this period yet.'
export const APRIL = Temporal.PlainDate.from('2018-04-01')

export const monthly = (values: readonly (number | null)[]) => values.map((y, months) => ({ x: APRIL.add({ months }), y }))
export const lines = (values: readonly (number | null)[], target?: number): LineSeries[] => [
  { label: 'People', kind: 'main', points: monthly(values) },
  ...(target === undefined
    ? []
    : [{ label: 'target', kind: 'target' as const, points: monthly([0, ...values.slice(2).map(() => null), target]) }]),
]
export const square = (west: number, south: number): Outline => ({
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

export const line = (values: readonly (number | null)[], target?: number): JSX.Element => (
  <LineChart id="line" title="People supported" desc="It rises." finding="We did it" series={lines(values, target)} />
)
export const columns = (values: readonly (number | null)[]): JSX.Element => (
  <ColumnChart
    id="cols"
    title="People helped"
    desc="It rises."
    finding="We did it"
    heads={['Month', 'People']}
    columns={monthColumns(monthly(values))}
  />
)
export const count = (html: string, part: string): number => html.split(part).length - 1
