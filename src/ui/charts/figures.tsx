import type { JSX } from 'preact'
import { formatNumber } from '#ui/format'
import { NothingYet } from './chart'

export type FigureItem = {
  readonly label: string
  /** A number, or words already made of it ("320 hours"). */
  readonly value: number | string
  readonly href?: string
}

/** Large figures with their labels, each a link to how it is counted. */
export const Figures = ({ items, empty }: { items: readonly FigureItem[]; empty?: string }): JSX.Element => {
  if (items.length === 0) return <NothingYet words={empty} />
  return (
    <dl class="digiknow-figs">
      {items.map(({ label, value, href }) => {
        const text = typeof value === 'number' ? formatNumber(value) : value
        return (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {href ? (
                <a class="govuk-link" href={href}>
                  {text}
                </a>
              ) : (
                text
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
