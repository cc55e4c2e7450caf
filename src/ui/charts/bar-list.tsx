import type { JSX } from 'preact'
import { NothingYet } from './chart'
import { Figure } from './data-table'
import { isAnything, isNumber, px } from './measure'

export type Bar = { readonly label: string; readonly value: number | null; readonly href?: string }
export type BarListProps = {
  readonly rows: readonly Bar[]
  /** What a full bar stands for; the largest value if left out. */
  readonly max?: number
  readonly empty?: string
}

/** A stretched bar, 0 to 100 wide: decoration, since the figure is written beside it. */
export const StretchedBar = ({ percent }: { percent: number }): JSX.Element => (
  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="digiknow-c1" width={px(Math.min(Math.max(percent, 0), 100))} height="10" />
  </svg>
)

/** Amounts side by side, as text with a bar under each. */
export const BarList = ({ rows, max, empty }: BarListProps): JSX.Element => {
  const values = rows.map(({ value }) => value)
  if (!isAnything(values)) return <NothingYet words={empty} />

  const full = max ?? Math.max(...values.filter(isNumber))
  return (
    <ul class="digiknow-plain digiknow-bars">
      {rows.map(({ label, value, href }) => (
        <li key={label}>
          <span>{label}</span>
          <b>
            <Figure value={value} href={href} />
          </b>
          <StretchedBar percent={isNumber(value) && full > 0 ? (value / full) * 100 : 0} />
        </li>
      ))}
    </ul>
  )
}
