import { sql } from 'kysely'
import { LANGUAGES, languageName } from '#modules/people'
import type { ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { can } from '#ui/layout'
import { AREAS, type Area } from '../framework'

interface ResourceRow {
  readonly id: string
  readonly name: string
  readonly link: string
  readonly language: string
  readonly area: string
  readonly retired_on: string | null
}

const optionsIn = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** What people can learn from by themselves. */
export const resourceList: ListSpec<ResourceRow> = {
  path: '/learning',
  action: 'resource.list',
  title: 'Learning',
  rows: (tx, ask, filter) =>
    tx
      .selectFrom('learning_resource as l')
      .select(['l.id', 'l.name', 'l.link', 'l.language', 'l.area', 'l.retired_on'])
      .where('l.alliance_id', '=', ask.ctx.allianceId)
      .$if(filter.q !== undefined, (query) =>
        query.where(sql<boolean>`strpos(lower(concat_ws(' ', l.name, l.about, l.link)), lower(${filter.q ?? ''})) > 0`),
      )
      .$if(filter.language !== undefined, (query) => query.where('l.language', '=', String(filter.language)))
      .$if(filter.area !== undefined, (query) => query.where('l.area', '=', String(filter.area)))
      .$if(filter.state === 'offered', (query) => query.where('l.retired_on', 'is', null))
      .$if(filter.state === 'retired', (query) => query.where('l.retired_on', 'is not', null)),
  filters: [
    { name: 'q', label: 'Find' },
    { name: 'language', label: 'Language', options: optionsIn(LANGUAGES) },
    { name: 'area', label: 'Kind of skill', options: optionsIn(AREAS) },
    { name: 'state', label: 'Offered or not', options: optionsIn({ offered: 'Offered', retired: 'Not offered now' }) },
  ],
  columns: [
    {
      label: 'Name',
      text: (row) => row.name,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/learning/${row.id}`}>
          {row.name}
        </a>
      ),
      sort: 'name',
    },
    { label: 'Kind of skill', text: (row) => AREAS[row.area as Area], sort: 'area' },
    { label: 'Language', text: (row) => languageName(row.language), sort: 'language' },
    { label: 'Web address', text: (row) => row.link },
    {
      label: 'Not offered since',
      text: (row) => row.retired_on,
      cell: (row) => row.retired_on && formatDate(row.retired_on),
    },
  ],
  sort: { by: 'name', dir: 'asc' },
  empty: () => 'Nothing to learn from yet. What you add here is offered at the call desk, beside the places to go.',
  actions: (ask) =>
    can(ask, 'resource.record') && (
      <a class="govuk-button" href={`${ask.base}/learning/new`}>
        Add something to learn from
      </a>
    ),
}
