import { type Common, type Content, type Items, join } from './props'

export interface TableCell extends Common {
  text?: Content
  format?: string | undefined
  colspan?: number | undefined
  rowspan?: number | undefined
}

export interface TableProps extends Common {
  caption?: Content
  captionClasses?: string | undefined
  head?: readonly TableCell[] | undefined
  rows: Items<readonly TableCell[]>
  /** The first cell names the row, and is its `th`. */
  firstCellIsHeader?: boolean | undefined
}

const HeadCell = ({ text, format, classes, colspan, rowspan, attributes }: TableCell) => (
  <th
    {...attributes}
    scope="col"
    class={join('govuk-table__header', format && `govuk-table__header--${format}`, classes)}
    colspan={colspan}
    rowspan={rowspan}
  >
    {text}
  </th>
)

const RowHeader = ({ text, classes, colspan, rowspan, attributes }: TableCell) => (
  <th {...attributes} scope="row" class={join('govuk-table__header', classes)} colspan={colspan} rowspan={rowspan}>
    {text}
  </th>
)

const BodyCell = ({ text, format, classes, colspan, rowspan, attributes }: TableCell) => (
  <td
    {...attributes}
    class={join('govuk-table__cell', format && `govuk-table__cell--${format}`, classes)}
    colspan={colspan}
    rowspan={rowspan}
  >
    {text}
  </td>
)

const Row = ({ cells, firstIsHeader }: { cells: readonly TableCell[]; firstIsHeader: boolean | undefined }) => (
  <tr class="govuk-table__row">
    {cells.map((cell, index) => (index === 0 && firstIsHeader ? <RowHeader {...cell} /> : <BodyCell {...cell} />))}
  </tr>
)

/** GOV.UK table. */
export const Table = ({ caption, captionClasses, head, rows, firstCellIsHeader, classes, attributes }: TableProps) => (
  <table {...attributes} class={join('govuk-table', classes)}>
    {caption ? <caption class={join('govuk-table__caption', captionClasses)}>{caption}</caption> : null}
    {head && (
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {head.map((cell) => (
            <HeadCell {...cell} />
          ))}
        </tr>
      </thead>
    )}
    <tbody class="govuk-table__body">
      {rows.map((cells) => cells && <Row cells={cells} firstIsHeader={firstCellIsHeader} />)}
    </tbody>
  </table>
)
