import type { JSX } from 'preact'
import { type Day, daysBetween, formatDate, formatDateShort, plainDate } from '#ui/format'
import { Chart, type ChartWords, Picture } from './chart'
import type { TableBehind } from './data-table'
import { LinesOn } from './line-drawing'
import type { PlotFrame, PlotPoint, PlotSeries } from './line-plot'
import { isAnything, isNumber, markNumber } from './measure'

export type LinePoint = { readonly x: Day; readonly y: number | null; readonly href?: string }
export type LineSeries = { readonly label: string; readonly kind: 'main' | 'target'; readonly points: readonly LinePoint[] }
export type LineChartProps = ChartWords & {
  /** One main series, and a target beside it if there is one. More than that are small multiples. */
  readonly series: readonly LineSeries[]
}

const WIDE: PlotFrame = { width: 610, height: 330, dates: 9, rules: 5, end: 80 }
const NARROW: PlotFrame = { width: 350, height: 250, dates: 5, rules: 4, end: 52 }

const inOrder = (points: readonly LinePoint[]): PlotPoint[] =>
  points
    .map(({ x, y }) => ({ date: plainDate(x), y: isNumber(y) ? y : null }))
    .sort((one, other) => daysBetween(other.date, one.date))

const tableOf = (series: readonly LineSeries[]): TableBehind => {
  const days = new Set(series.flatMap(({ points }) => points.map(({ x }) => String(x))))
  return {
    heads: ['Date', ...series.map(({ label }) => label)],
    rows: [...days].sort().map((day) => ({
      name: formatDate(day),
      cells: series.map(({ points }) => {
        const point = points.find(({ x }) => String(x) === day)
        return { value: point?.y ?? null, href: point?.href }
      }),
    })),
  }
}

const onlyFigure = (points: readonly PlotPoint[]): string | undefined => {
  const recorded = points.filter(({ y }) => isNumber(y))
  const [only] = recorded
  return only && recorded.length === 1
    ? `Only one figure so far: ${markNumber(only.y ?? 0)} on ${formatDateShort(only.date)} ${only.date.year}.`
    : undefined
}

/** A running total over time, with its target: drawn for wide and for narrow screens, with the table behind. */
export const LineChart = ({ series, ...words }: LineChartProps): JSX.Element => {
  const find = (kind: LineSeries['kind']): PlotSeries | undefined => {
    const found = series.find((each) => each.kind === kind)
    return found && { label: found.label, points: inOrder(found.points) }
  }
  const [main, target] = [find('main'), find('target')]
  const table = tableOf(series)
  if (!main || !isAnything(main.points.map(({ y }) => y))) return <Chart words={words} table={table} nothing />

  const only = onlyFigure(main.points)
  if (only) return <Chart words={{ ...words, empty: only }} table={table} nothing />
  return (
    <Chart words={words} table={table}>
      <Picture words={words} only="wide" {...WIDE}>
        <LinesOn frame={WIDE} main={main} target={target} />
      </Picture>
      <Picture words={words} only="narrow" {...NARROW}>
        <LinesOn frame={NARROW} main={main} target={target} />
      </Picture>
    </Chart>
  )
}
