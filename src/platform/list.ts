import { type AliasableExpression, sql } from 'kysely'
import type { ComponentChildren } from 'preact'
import type { Action } from './access'
import type { Tx } from './db'
import { isMisfit } from './faults'
import type { Ask } from './http/ask'
import { isId } from './ids'

/** One list: what it reads, how it narrows, sorts and prints. Every list on screen and every CSV is one of these. */
export interface ListSpec<Row extends ListRow> {
  readonly path: string
  readonly action: Action
  readonly title: string
  /** The rows that `ask` may see, narrowed by `filter`. Sort columns must never be null. */
  readonly rows: (tx: Tx, ask: Ask, filter: Filter) => AliasableExpression<Row>
  readonly filters: readonly FilterSpec[]
  readonly columns: readonly Column<Row>[]
  readonly sort: { readonly by: string; readonly dir: Direction }
  /** What will be here and the one thing to do. */
  readonly empty: (ask: Ask) => ComponentChildren
  /** What stands between the title and the rows: a board, a note. */
  readonly above?: (ask: Ask) => ComponentChildren | Promise<ComponentChildren>
  /** Buttons beside the title. */
  readonly actions?: (ask: Ask) => ComponentChildren
}

export interface ListRow {
  readonly id: string
}
export type Direction = 'asc' | 'desc'
export type Filter = Readonly<Record<string, string>>

export interface FilterSpec {
  readonly name: string
  readonly label: string
  /** A closed list makes a select; without one it is a search box. */
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly type?: 'date'
}

export interface Column<Row> {
  readonly label: string
  /** The plain value, for CSV and, without `cell`, for the screen. */
  readonly text: (row: Row) => string | number | null
  readonly cell?: (row: Row, ask: Ask) => ComponentChildren
  readonly sort?: keyof Row & string
  readonly num?: boolean
  /** Something to press, not to read: it stands in no spreadsheet. */
  readonly onScreenOnly?: boolean
}

export interface ListView<Row> {
  readonly rows: readonly Row[]
  readonly filter: Filter
  readonly sort: { readonly by: string; readonly dir: Direction }
  /** Where the next page starts, or null on the last. */
  readonly after: string | null
  /** Whether this is not the first page. */
  readonly further: boolean
}

const one = (value: string | string[] | undefined): string =>
  String((Array.isArray(value) ? value[0] : value) ?? '')
    .trim()
    .slice(0, 200)

/** The filters in the address bar, those this list knows; a value outside a closed list counts as not given. */
export const filterOf = <Row extends ListRow>(spec: ListSpec<Row>, query: Ask['query']): Filter =>
  Object.fromEntries(
    spec.filters
      .map((filter) => [filter.name, one(query[filter.name]), filter.options] as const)
      .filter(([, value, options]) => value !== '' && (!options || options.some((option) => option.value === value)))
      .map(([name, value]) => [name, value]),
  )

const sortOf = <Row extends ListRow>(spec: ListSpec<Row>, query: Ask['query']): ListSpec<Row>['sort'] => {
  const [by = '', dir] = one(query.sort).split('.')
  const known = spec.columns.some((column) => column.sort === by)
  return known ? { by, dir: dir === 'desc' ? 'desc' : 'asc' } : spec.sort
}

const encodeCursor = (value: unknown, id: string): string => Buffer.from(JSON.stringify([value, id])).toString('base64url')

const decodeCursor = (text: string): readonly [string | number, string] | null => {
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, unknown]
    return isId(id) && (typeof value === 'string' || typeof value === 'number') ? [value, id] : null
  } catch {
    return null
  }
}

/** One page of a list: rows after the cursor in the address, by key rather than by counting. */
export const readList = async <Row extends ListRow>(tx: Tx, spec: ListSpec<Row>, ask: Ask, size = 50): Promise<ListView<Row>> => {
  const filter = filterOf(spec, ask.query)
  const sort = sortOf(spec, ask.query)
  const cursor = decodeCursor(one(ask.query.after))
  const sortRef = sql.ref(`row.${sort.by}`)
  const direction = sql.raw(sort.dir)
  const past = sort.dir === 'asc' ? sql.raw('>') : sql.raw('<')
  const where = cursor ? sql`where (${sortRef}, row.id) ${past} (${cursor[0]}, ${cursor[1]}::uuid)` : sql``
  const { rows } = await sql<Row>`
    select row.* from ${spec.rows(tx, ask, filter).as('row')} ${where}
    order by ${sortRef} ${direction}, row.id ${direction} limit ${sql.lit(size + 1)}`
    .execute(tx)
    .catch((error: Error) => {
      // A cursor someone wrote themselves: no fault of ours, and nothing to show.
      throw cursor && isMisfit(error) ? Object.assign(error, { statusCode: 400 }) : error
    })
  const shown = rows.slice(0, size)
  const last = rows.length > size ? shown.at(-1) : undefined
  const after = last ? encodeCursor((last as Record<string, unknown>)[sort.by], last.id) : null
  return { rows: shown, filter, sort, after, further: cursor !== null }
}

/** The address of this list with other filters, sort or page; what is empty is left out. */
export const listHref = (
  base: string,
  path: string,
  view: Pick<ListView<unknown>, 'filter' | 'sort'>,
  more: Record<string, string> = {},
): string => {
  const query = new URLSearchParams({ ...view.filter, sort: `${view.sort.by}.${view.sort.dir}`, ...more })
  return `${base}${path}?${query}`
}

/** What was typed, as a pattern for `ilike` that finds it anywhere; the marks that mean "anything" mean themselves. */
export const containing = (typed: string | undefined): string => `%${(typed ?? '').replace(/[\\%_]/g, '\\$&')}%`
