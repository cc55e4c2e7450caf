import { sql } from 'kysely'
import type { ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { can } from '#ui/layout'
import { matchingIds } from './finding/by-tokens'
import { LANGUAGES, languageName } from './person'

interface PersonRow {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly ward: string
  readonly language: string
  readonly created_on: string
}

/** Everyone the alliance knows. No addresses, no phone numbers: those are on the person's own page. */
export const personList: ListSpec<PersonRow> = {
  path: '/people',
  action: 'person.list',
  title: 'People',
  rows: (tx, ask, filter) => {
    const ids = matchingIds(ask.ctx.allianceId, filter.q ?? '')
    return tx
      .selectFrom('person as p')
      .leftJoin('area as a', (join) => join.onRef('a.code', '=', 'p.ward_code').onRef('a.alliance_id', '=', 'p.alliance_id'))
      .select((row) => [
        'p.id',
        'p.reference',
        'p.name',
        'p.language',
        'p.created_on',
        row.fn.coalesce('a.name', sql<string>`''`).as('ward'),
      ])
      .where('p.alliance_id', '=', ask.ctx.allianceId)
      .where('p.erased_at', 'is', null)
      .where('p.merged_into', 'is', null)
      .$if(ids !== null, (query) => query.where(sql<boolean>`p.id in (${ids})`))
      .$if(filter.language !== undefined, (query) => query.where('p.language', '=', String(filter.language)))
  },
  filters: [
    { name: 'q', label: 'Find' },
    { name: 'language', label: 'Language', options: Object.entries(LANGUAGES).map(([value, label]) => ({ value, label })) },
  ],
  columns: [
    {
      label: 'Name',
      text: (row) => row.name,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/people/${row.reference}`}>
          {row.name}
        </a>
      ),
      sort: 'name',
    },
    { label: 'Reference', text: (row) => row.reference },
    { label: 'Ward', text: (row) => row.ward },
    { label: 'Speaks', text: (row) => languageName(row.language) },
    { label: 'Known since', text: (row) => row.created_on, cell: (row) => formatDate(row.created_on), sort: 'created_on' },
  ],
  sort: { by: 'name', dir: 'asc' },
  empty: (ask) => (
    <>
      Nobody yet. People appear here when someone rings, asks for help online, or is{' '}
      {can(ask, 'person.record') ? (
        <a class="govuk-link" href={`${ask.base}/people/new`}>
          added by you
        </a>
      ) : (
        'added'
      )}
      .
    </>
  ),
  actions: (ask) =>
    can(ask, 'person.record') && (
      <a class="govuk-button" href={`${ask.base}/people/new`}>
        Add a person
      </a>
    ),
}
