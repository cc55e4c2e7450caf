import type { ComponentChildren } from 'preact'
import { Scroll } from './scroll'

export interface DenseTableProps {
  /** What is in it, for people who do not see it. */
  label: string
  heads: readonly string[]
  children?: ComponentChildren
}

/** A table of a staff page: dense, and a card a row on a phone. Each row's first cell is a `th`; cells name themselves by `data-label`. */
export const DenseTable = ({ label, heads, children }: DenseTableProps) => (
  <Scroll label={label}>
    <table class="govuk-table digiknow-dense digiknow-stack">
      <thead>
        <tr>
          {heads.map((head) => (
            <th class="govuk-table__header" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </Scroll>
)
