import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { Temporal } from 'temporal-polyfill'
import { isNumber, markNumber, px, shortNumber, textWidth } from './measure'
import { dayNumber, timeTicks } from './time-axis'

export type PlotPoint = { readonly date: Temporal.PlainDate; readonly y: number | null }
export type PlotSeries = { readonly label: string; readonly points: readonly PlotPoint[] }
export type PlotFrame = {
  readonly width: number
  readonly height: number
  readonly dates: number
  readonly rules: number
  readonly end: number
}
type Dot = { readonly x: number; readonly y: number; readonly value: number }

const LINE = 17
const CLEAR = 20

const valuesOf = (series: readonly PlotSeries[]): number[] =>
  series.flatMap(({ points }) => points.map(({ y }) => y)).filter(isNumber)

/** Half a person can't be counted: rules stand at whole numbers unless the figures themselves are not whole. */
const rulesFor = (values: readonly number[], ticks: readonly number[]): number[] =>
  values.every(Number.isInteger) ? ticks.filter(Number.isInteger) : [...ticks]

const verticalScale = (values: readonly number[], { height, rules }: PlotFrame) => {
  const scale = scaleLinear([Math.min(0, ...values), Math.max(...values) * 1.05], [height - 48, 14])
  return { scale, ticks: rulesFor(values, scale.ticks(rules)) }
}

/** Keeps the two labels at the right-hand end from lying on each other: target in two lines, value in one. */
const endLabels = (valueY: number, targetY: number | undefined, bottom: number): { value: number; target?: number } => {
  const value = valueY + 4
  if (targetY === undefined) return { value }
  const wanted = targetY >= valueY ? Math.max(targetY + 4, value + CLEAR) : Math.min(targetY + 4, value - CLEAR - LINE)
  const target = Math.min(Math.max(wanted, 12), bottom - LINE)
  const clash = target < value + CLEAR && target > value - CLEAR - LINE
  return { value: clash ? target + (targetY >= valueY ? -CLEAR : LINE + CLEAR) : value, target }
}

/** A recorded point between two gaps would be a line of no length: it is drawn as a dot. */
const isAlone = (points: readonly PlotPoint[], index: number): boolean =>
  isNumber(points[index]?.y) && !isNumber(points[index - 1]?.y) && !isNumber(points[index + 1]?.y)

const horizontalScale = (dates: readonly Temporal.PlainDate[], left: number, right: number) => {
  const days = dates.map(dayNumber)
  return scaleLinear([Math.min(...days), Math.max(...days)], [left, right])
}

const marginsOf = (ticks: readonly number[], values: readonly number[], { end, width }: PlotFrame) => ({
  left: Math.max(34, ...ticks.map((tick) => textWidth(shortNumber(tick)) + 14)),
  right: width - Math.max(end, ...values.map((value) => textWidth(markNumber(value)) + 14)),
})

const tracer = (x: (day: number) => number, y: (value: number) => number) => {
  const at = ({ date }: PlotPoint): number => px(x(dayNumber(date)))
  const up = (point: PlotPoint): number => px(y(point.y ?? 0))
  const recorded = (point: PlotPoint): boolean => isNumber(point.y)
  return {
    line: ({ points }: PlotSeries): string => line<PlotPoint>(at, up).defined(recorded)(points) ?? '',
    area: ({ points }: PlotSeries): string => area<PlotPoint>(at, px(y(0)), up).defined(recorded)(points) ?? '',
    dots: ({ points }: PlotSeries): Dot[] =>
      points.flatMap((point) => (isNumber(point.y) ? [{ x: at(point), y: up(point), value: point.y }] : [])),
    alone: ({ points }: PlotSeries): Dot[] =>
      points.flatMap((point, index) => (isAlone(points, index) ? [{ x: at(point), y: up(point), value: point.y ?? 0 }] : [])),
  }
}

/** Everything a line chart draws, in px of its frame. Both series in order of date, the main one with a figure. */
export const plotLines = (main: PlotSeries, target: PlotSeries | undefined, frame: PlotFrame) => {
  const series = target ? [main, target] : [main]
  const values = valuesOf(series)
  const dates = series.flatMap(({ points }) => points.map(({ date }) => date))
  const { scale: y, ticks } = verticalScale(values, frame)
  const ends = series.flatMap(({ points }) =>
    points
      .map((point) => point.y)
      .filter(isNumber)
      .slice(-1),
  )
  const { left, right } = marginsOf(ticks, ends, frame)
  const x = horizontalScale(dates, left, right)
  const trace = tracer(x, y)
  const mainDots = trace.dots(main)
  const goal = target && trace.dots(target).at(-1)
  const last = mainDots.at(-1)
  const bottom = frame.height - 48
  return {
    left,
    right,
    bottom,
    rules: ticks.map((tick) => ({ y: px(y(tick)), label: shortNumber(tick) })),
    dates: timeTicksWithin(dates, frame.dates).map((tick) => ({ ...tick, x: px(x(tick.day)) })),
    area: trace.area(main),
    line: trace.line(main),
    alone: trace.alone(main),
    target: target && trace.line(target),
    first: mainDots[0],
    last,
    goal,
    labels: endLabels(last?.y ?? bottom, goal?.y, bottom),
  }
}

const timeTicksWithin = (dates: readonly Temporal.PlainDate[], most: number) => {
  const sorted = [...dates].sort((one, other) => dayNumber(one) - dayNumber(other))
  const [first, last] = [sorted[0], sorted.at(-1)]
  return first && last ? timeTicks(first, last, most) : []
}
