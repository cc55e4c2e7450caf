import { Fragment, type JSX } from 'preact'
import { type Day, monthShort, plainDate } from '#ui/format'
import { Chart, type ChartWords, Picture } from './chart'
import { type Column, type ColumnFrame, plotColumns } from './column-plot'
import { isAnything } from './measure'

export type ColumnChartProps = ChartWords & {
  readonly columns: readonly Column[]
  /** Heads of the table behind: ['Quarter starting', 'People']. */
  readonly heads: readonly [string, string]
}
export type DatedValue = { readonly x: Day; readonly y: number | null; readonly href?: string }

const WIDE: ColumnFrame = { width: 440, height: 220 }
const NARROW: ColumnFrame = { width: 350, height: 210 }

/** Columns for months or quarters, from the first day of each. */
export const monthColumns = (points: readonly DatedValue[]): Column[] =>
  points.map(({ x, y, href }) => {
    const { month, year } = plainDate(x)
    return { label: monthShort(month), under: String(year), name: `${monthShort(month)} ${year}`, value: y, href }
  })

const Columns = ({ columns, frame }: { columns: readonly Column[]; frame: ColumnFrame }): JSX.Element => {
  const plot = plotColumns(columns, frame)
  return (
    <>
      {plot.columns.map(({ path, last }) => (
        <path key={path} class={last ? 'digiknow-c1' : 'digiknow-mark'} d={path} />
      ))}
      <path class="digiknow-rule" d={`M0 ${plot.base + 0.5}h${frame.width}`} />
      {plot.values.map(({ text, x, y, last }) => (
        <text key={x} class={last ? 'mid strong' : 'mid'} x={x} y={y}>
          {text}
        </text>
      ))}
      {plot.labels.map(({ label, under, x }) => (
        <Fragment key={x}>
          <text class="mid axis" x={x} y={plot.base + 19}>
            {label}
          </text>
          {under && (
            <text class="mid axis" x={x} y={plot.base + 36}>
              {under}
            </text>
          )}
        </Fragment>
      ))}
    </>
  )
}

/** Amounts per month or quarter, the last one emphasised, with the table behind. */
export const ColumnChart = ({ columns, heads, ...words }: ColumnChartProps): JSX.Element => {
  const rows = columns.map(({ name, value, href }) => ({ name, cells: [{ value, href }] }))
  const nothing = !isAnything(columns.map(({ value }) => value))
  return (
    <Chart words={words} table={{ heads, rows }} nothing={nothing}>
      {!nothing && (
        <>
          <Picture words={words} only="wide" {...WIDE}>
            <Columns columns={columns} frame={WIDE} />
          </Picture>
          <Picture words={words} only="narrow" {...NARROW}>
            <Columns columns={columns} frame={NARROW} />
          </Picture>
        </>
      )}
    </Chart>
  )
}
