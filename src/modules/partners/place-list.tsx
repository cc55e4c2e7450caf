import { sql } from 'kysely'
import { today } from '#platform/clock'
import type { ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { can } from '#ui/layout'
import { KINDS, type PlaceKind } from './place'

interface PlaceRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly address: string
  readonly postcode: string
  readonly ward: string
  readonly closed_on: string | null
}

const closed = (day: string) => sql<boolean>`p.closed_on <= ${day}::date`

/** Where help happens. */
export const placeList: ListSpec<PlaceRow> = {
  path: '/places',
  action: 'place.list',
  title: 'Places',
  rows: (tx, ask, filter) =>
    tx
      .selectFrom('place as p')
      .leftJoin('area as a', (join) => join.onRef('a.code', '=', 'p.ward_code').onRef('a.alliance_id', '=', 'p.alliance_id'))
      .select((row) => [
        'p.id',
        'p.name',
        'p.kind',
        'p.address',
        'p.closed_on',
        row.fn.coalesce('p.postcode', sql<string>`''`).as('postcode'),
        row.fn.coalesce('a.name', sql<string>`''`).as('ward'),
      ])
      .where('p.alliance_id', '=', ask.ctx.allianceId)
      .$if(filter.q !== undefined, (query) =>
        query.where(
          sql<boolean>`strpos(lower(concat_ws(' ', p.name, p.address, p.postcode, replace(p.postcode, ' ', ''))), lower(${filter.q ?? ''})) > 0`,
        ),
      )
      .$if(filter.ward !== undefined, (query) =>
        query.where(sql<boolean>`strpos(lower(coalesce(a.name, '')), lower(${filter.ward ?? ''})) > 0`),
      )
      .$if(filter.kind !== undefined, (query) => query.where('p.kind', '=', String(filter.kind)))
      .$if(filter.state === 'closed', (query) => query.where(closed(today(ask.ctx.clock))))
      .$if(filter.state === 'open', (query) => query.where(sql<boolean>`${closed(today(ask.ctx.clock))} is not true`)),
  filters: [
    { name: 'q', label: 'Find' },
    { name: 'ward', label: 'Ward' },
    { name: 'kind', label: 'Kind', options: Object.entries(KINDS).map(([value, label]) => ({ value, label })) },
    {
      name: 'state',
      label: 'Open or closed',
      options: [
        { value: 'open', label: 'Open' },
        { value: 'closed', label: 'Closed for good' },
      ],
    },
  ],
  columns: [
    {
      label: 'Name',
      text: (row) => row.name,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/places/${row.id}`}>
          {row.name}
        </a>
      ),
      sort: 'name',
    },
    { label: 'Kind', text: (row) => KINDS[row.kind as PlaceKind], sort: 'kind' },
    { label: 'Address', text: (row) => [row.address, row.postcode].filter(Boolean).join(', ') },
    { label: 'Ward', text: (row) => row.ward, sort: 'ward' },
    { label: 'Closed', text: (row) => row.closed_on, cell: (row) => row.closed_on && formatDate(row.closed_on) },
  ],
  sort: { by: 'name', dir: 'asc' },
  empty: (ask) => (
    <>
      No places yet. Libraries and other places where help happens will be in this list.{' '}
      {can(ask, 'import.places') && (
        <a class="govuk-link" href={`${ask.base}/imports/new?kind=places`}>
          Bring in a list of them
        </a>
      )}
    </>
  ),
  actions: (ask) =>
    can(ask, 'place.record') && (
      <a class="govuk-button" href={`${ask.base}/places/new`}>
        Add a place
      </a>
    ),
}
