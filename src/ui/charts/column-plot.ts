import { scaleLinear } from 'd3-scale'
import { isNumber, markNumber, px, textWidth } from './measure'

export type Column = {
  /** Under the column: "Oct". */
  readonly label: string
  /** A second line under that, written where it changes: "2023". */
  readonly under?: string
  /** In the table: "Oct 2023". */
  readonly name: string
  readonly value: number | null
  readonly href?: string | undefined
}
export type ColumnFrame = { readonly width: number; readonly height: number }

type Placed = Column & { readonly left: number; readonly width: number; readonly top: number }

const FLOOR = 40
const ROOM_FOR_VALUE = 30

const place = (columns: readonly Column[], frame: ColumnFrame): Placed[] => {
  const highest = Math.max(...columns.map(({ value }) => value ?? 0))
  const base = frame.height - FLOOR
  const y = scaleLinear([0, highest], [base, ROOM_FOR_VALUE])
  const step = frame.width / columns.length
  const width = Math.min(step * 0.76, 64)
  return columns.map((column, index) => ({
    ...column,
    width,
    left: step * (index + 0.5) - width / 2,
    top: y(Math.max(column.value ?? 0, 0)),
  }))
}

/** A column with rounded shoulders; at least a line where something was counted. */
const outline = ({ left, width, top }: Placed, base: number): string => {
  const height = Math.max(base - top, 1)
  const round = px(Math.min(4, width / 2, height))
  const [across, up] = [px(width - round * 2), px(height - round)]
  return `M${px(left)} ${base}v-${up}q0-${round} ${round}-${round}h${across}q${round} 0 ${round} ${round}v${up}z`
}

/** The middle of a text, moved in from the edge so far that all of it shows. */
const within = (middle: number, half: number, { width }: ColumnFrame): number => Math.min(Math.max(middle, half), width - half)

/** Where a value stands: over its column, kept inside the frame, and above any neighbour it would lie across. */
const placeValue = (column: Placed, placed: readonly Placed[], frame: ColumnFrame) => {
  const text = markNumber(column.value ?? 0)
  const half = textWidth(text) / 2
  const middle = within(column.left + column.width / 2, half, frame)
  const covered = placed.filter(({ left, width }) => left < middle + half && left + width > middle - half)
  return { text, x: px(middle), y: px(Math.min(...covered.map(({ top }) => top)) - 8) }
}

/** Leaves out labels that would run into each other; the second line stands only where it changes. */
const labelsThatFit = (placed: readonly Placed[], frame: ColumnFrame) => {
  const widest = Math.max(...placed.map(({ label, under = '' }) => Math.max(textWidth(label), textWidth(under))))
  const every = Math.ceil((widest + 4) / (frame.width / placed.length))
  return placed
    .filter((_, index) => index % every === 0)
    .map(({ label, under, left, width }, index, shown) => ({
      label,
      x: px(within(left + width / 2, widest / 2, frame)),
      under: under === shown[index - 1]?.under ? undefined : under,
    }))
}

/** Everything a column chart draws, in px of its frame; at least one column with a figure above nought. */
export const plotColumns = (columns: readonly Column[], frame: ColumnFrame) => {
  const placed = place(columns, frame)
  const base = frame.height - FLOOR
  const recorded = placed.filter(({ value }) => isNumber(value))
  const ends = [...new Set([recorded[0], recorded.at(-1)])].filter((column) => column !== undefined)
  return {
    base,
    columns: recorded
      .filter(({ value }) => (value ?? 0) > 0)
      .map((column) => ({ path: outline(column, base), last: column === placed.at(-1) })),
    values: ends.map((column) => ({ ...placeValue(column, placed, frame), last: column === placed.at(-1) })),
    labels: labelsThatFit(placed, frame),
  }
}
