import type { JSX } from 'preact'
import { formatNumber } from '#ui/format'

export type TableCell = { readonly value: number | null; readonly href?: string | undefined }
export type TableBehind = {
  /** Heads of the columns, the first one above the names of the rows. */
  readonly heads: readonly string[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly TableCell[] }[]
}

/** A figure, as a link to the records behind it where there is one. */
export const Figure = ({ value, href }: TableCell): JSX.Element | string => {
  if (!href || value === null) return formatNumber(value)
  return (
    <a class="govuk-link" href={href}>
      {formatNumber(value)}
    </a>
  )
}

const Head = ({ heads }: Pick<TableBehind, 'heads'>): JSX.Element => (
  <thead class="govuk-table__head">
    <tr class="govuk-table__row">
      {heads.map((head, index) => (
        <th key={head} class={`govuk-table__header${index === 0 ? '' : ' govuk-table__header--numeric'}`} scope="col">
          {head}
        </th>
      ))}
    </tr>
  </thead>
)

/** The numbers of a chart as a table, folded away. */
export const DataTable = ({ caption, heads, rows }: TableBehind & { caption: string }): JSX.Element => (
  <details class="govuk-details govuk-!-margin-top-4 govuk-!-margin-bottom-0">
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">
        See these numbers as a table<span class="govuk-visually-hidden">: {caption}</span>
      </span>
    </summary>
    <div class="govuk-details__text">
      <table class="govuk-table govuk-!-margin-bottom-0">
        <caption class="govuk-table__caption govuk-visually-hidden">{caption}</caption>
        <Head heads={heads} />
        <tbody class="govuk-table__body">
          {rows.map(({ name, cells }) => (
            <tr key={name} class="govuk-table__row">
              <th class="govuk-table__header govuk-!-font-weight-regular" scope="row">
                {name}
              </th>
              {cells.map((cell, index) => (
                <td key={heads[index + 1]} class="govuk-table__cell govuk-table__cell--numeric">
                  <Figure {...cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
)
