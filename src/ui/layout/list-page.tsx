import type { ComponentChildren } from 'preact'
import { may } from '#platform/access'
import type { Ask, Page, Reply, Route } from '#platform/http/ask'
import { page, refused, staffPage } from '#platform/http/routes'
import { type Column, type FilterSpec, type ListRow, type ListSpec, type ListView, listHref, readList } from '#platform/list'
import { reading } from '#platform/reading'
import { Button } from '#ui/govuk'
import { csvReply } from './list-csv'
import { Scroll } from './scroll'

const FilterInput = ({ filter, value }: { filter: FilterSpec; value: string }) => {
  const { name, options } = filter
  const control = { id: `filter-${name}`, name }
  if (options)
    return (
      <select class="govuk-select" {...control}>
        <option value="">All</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  if (filter.type === 'date') return <input class="govuk-input" {...control} type="date" value={value} />
  return <input class="govuk-input" {...control} type="search" value={value} />
}

const FilterBox = ({ filter, value }: { filter: FilterSpec; value: string }) => (
  <div class="govuk-form-group">
    <label class="govuk-label" for={`filter-${filter.name}`}>
      {filter.label}
    </label>
    <FilterInput filter={filter} value={value} />
  </div>
)

interface ViewProps<Row extends ListRow> {
  spec: ListSpec<Row>
  view: ListView<Row>
  ask: Ask
}

const Filters = <Row extends ListRow>({ spec, view, ask }: ViewProps<Row>) => {
  const actions = spec.actions?.(ask)
  if (spec.filters.length === 0) return actions ? <div class="digiknow-filters">{actions}</div> : null
  return (
    <form class="digiknow-filters" method="get" action={ask.base + spec.path}>
      {spec.filters.map((filter) => (
        <FilterBox filter={filter} value={view.filter[filter.name] ?? ''} />
      ))}
      <input type="hidden" name="sort" value={`${view.sort.by}.${view.sort.dir}`} />
      <Button classes="govuk-button--secondary">Filter</Button>
      {actions}
    </form>
  )
}

const Heading = <Row extends ListRow>({ spec, view, ask, column }: ViewProps<Row> & { column: Column<Row> }) => {
  const classes = `govuk-table__header${column.num ? ' num' : ''}`
  if (!column.sort)
    return (
      <th class={classes} scope="col">
        {column.label}
      </th>
    )
  const current = view.sort.by === column.sort
  const dir = current && view.sort.dir === 'asc' ? 'desc' : 'asc'
  const sorted = current ? (view.sort.dir === 'asc' ? 'ascending' : 'descending') : 'none'
  return (
    <th class={classes} scope="col" aria-sort={sorted}>
      <a class="govuk-link" href={listHref(ask.base, spec.path, { filter: view.filter, sort: { by: column.sort, dir } })}>
        {column.label}
      </a>
      {current && <span aria-hidden="true">{view.sort.dir === 'asc' ? ' ↑' : ' ↓'}</span>}
    </th>
  )
}

const Cell = <Row extends ListRow>({ row, ask, column, first }: { row: Row; ask: Ask; column: Column<Row>; first: boolean }) => {
  const content = column.cell ? column.cell(row, ask) : column.text(row)
  if (first)
    return (
      <th class="govuk-table__header" scope="row">
        {content}
      </th>
    )
  return (
    <td class={`govuk-table__cell${column.num ? ' num' : ''}`} data-label={column.label}>
      {content}
    </td>
  )
}

const Rows = <Row extends ListRow>(props: ViewProps<Row>) => (
  <Scroll label={props.spec.title}>
    <table class="govuk-table digiknow-dense digiknow-stack">
      <thead>
        <tr>
          {props.spec.columns.map((column) => (
            <Heading {...props} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {props.view.rows.map((row) => (
          <tr>
            {props.spec.columns.map((column, at) => (
              <Cell row={row} ask={props.ask} column={column} first={at === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
)

const Foot = <Row extends ListRow>({ spec, view, ask }: ViewProps<Row>) => (
  <nav class="digiknow-paging" aria-label="Pages">
    {view.further && (
      <a class="govuk-link" href={listHref(ask.base, spec.path, view)}>
        Back to the start
      </a>
    )}
    {view.after && (
      <a class="govuk-link" rel="next" href={listHref(ask.base, spec.path, view, { after: view.after })}>
        Next page
      </a>
    )}
    <a class="govuk-link" href={listHref(ask.base, spec.path, view, { format: 'csv' })}>
      Download as a spreadsheet (CSV)
    </a>
  </nav>
)

const Empty = <Row extends ListRow>({ spec, view, ask }: ViewProps<Row>) => {
  if (Object.keys(view.filter).length === 0) return <p class="govuk-body">{spec.empty(ask)}</p>
  return (
    <p class="govuk-body">
      Nothing matches.{' '}
      <a class="govuk-link" href={ask.base + spec.path}>
        Clear the filters
      </a>{' '}
      to see everything.
    </p>
  )
}

const ListBody = <Row extends ListRow>(props: ViewProps<Row> & { above: ComponentChildren }) => (
  <>
    <div class="digiknow-top">
      <h1 class="govuk-heading-l">{props.spec.title}</h1>
      <Filters {...props} />
    </div>
    {props.above}
    <div class="digiknow-panel">
      {props.view.rows.length > 0 ? <Rows {...props} /> : <Empty {...props} />}
      {(props.view.rows.length > 0 || props.view.further) && <Foot {...props} />}
    </div>
  </>
)

const listReply = async <Row extends ListRow>(spec: ListSpec<Row>, ask: Ask): Promise<Reply> => {
  if (ask.query.format === 'csv') return csvReply(spec, ask)
  const read = await reading(ask.ctx, spec.action, (tx) => readList(tx, spec, ask))
  if (!read.ok) return refused(read)
  const answer: Page = staffPage(
    spec.title,
    <ListBody spec={spec} view={read.value} ask={ask} above={await spec.above?.(ask)} />,
    { section: spec.path },
  )
  return answer
}

/** The route of a list: the page, and with `?format=csv` the same rows as a spreadsheet. */
export const listRoute = <Row extends ListRow>(spec: ListSpec<Row>): Route =>
  page(spec.path, spec.action, (ask) => listReply(spec, ask))

/** Whether to show a link or button to this actor. */
export const can = (ask: Ask, action: Parameters<typeof may>[1]): boolean => may(ask.ctx.actor, action)
