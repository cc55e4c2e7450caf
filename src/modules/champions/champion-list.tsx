import { sql } from 'kysely'
import { LANGUAGES, languageName, matchingIds } from '#modules/people'
import type { ListSpec } from '#platform/list'
import { formatDate, plural } from '#ui/format'
import { optionsOf } from '#ui/govuk'
import { can } from '#ui/layout'
import { KINDS, sentence, WAYS } from './champion'
import { CHAMPION_STATUS, type ChampionStatus } from './champion.moves'
import { StatusTag } from './status-tag'

interface ChampionRow {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly status: string
  readonly kind: string
  readonly languages: readonly string[]
  readonly ways: readonly string[]
  readonly learners: number
  readonly max_learners: number
  readonly applied_on: string
}

/** How many people a champion helps now: accepted matches of open requests. */
const learners = sql<number>`(select count(*) from match m join request r on r.alliance_id = m.alliance_id and r.id = m.request_id
  where m.alliance_id = c.alliance_id and m.champion_id = c.id and m.status = 'accepted' and r.status in ('new', 'triaged', 'in_hand', 'waiting'))`

export const championList: ListSpec<ChampionRow> = {
  path: '/champions',
  action: 'champion.list',
  title: 'Champions',
  rows: (tx, ask, filter) => {
    const ids = matchingIds(ask.ctx.allianceId, filter.q ?? '')
    return tx
      .selectFrom('champion as c')
      .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
      .select(['c.id', 'p.reference', 'p.name', 'c.status', 'c.kind', 'c.languages', 'c.ways', 'c.max_learners', 'c.applied_on'])
      .select(learners.as('learners'))
      .where('c.alliance_id', '=', ask.ctx.allianceId)
      .$if(ids !== null, (query) => query.where(sql<boolean>`p.id in (${ids})`))
      .$if(filter.status !== undefined, (query) => query.where('c.status', '=', String(filter.status)))
      .$if(filter.language !== undefined, (query) => query.where(sql<boolean>`c.languages @> array[${filter.language}]::text[]`))
      .$if(filter.way !== undefined, (query) => query.where(sql<boolean>`c.ways @> array[${filter.way}]::text[]`))
  },
  filters: [
    { name: 'q', label: 'Find' },
    { name: 'status', label: 'Status', options: optionsOf(CHAMPION_STATUS) },
    { name: 'language', label: 'Language', options: optionsOf(LANGUAGES) },
    { name: 'way', label: 'How they help', options: optionsOf(WAYS) },
  ],
  columns: [
    {
      label: 'Name',
      text: (row) => row.name,
      cell: (row, ask) =>
        can(ask, 'champion.read') ? (
          <a class="govuk-link" href={`${ask.base}/champions/${row.reference}`}>
            {row.name}
          </a>
        ) : (
          row.name
        ),
      sort: 'name',
    },
    {
      label: 'Status',
      text: (row) => CHAMPION_STATUS[row.status as ChampionStatus],
      cell: (row) => <StatusTag status={row.status} />,
      sort: 'status',
    },
    { label: 'Kind', text: (row) => KINDS[row.kind as keyof typeof KINDS] },
    { label: 'Speaks', text: (row) => row.languages.map(languageName).join(', ') },
    { label: 'Helps', text: (row) => sentence(row.ways, WAYS) },
    {
      label: 'Learners now',
      text: (row) => row.learners,
      cell: (row) => `${row.learners} of ${plural(row.max_learners, 'place')}`,
      sort: 'learners',
      num: true,
    },
    { label: 'Applied', text: (row) => row.applied_on, cell: (row) => formatDate(row.applied_on), sort: 'applied_on' },
  ],
  sort: { by: 'name', dir: 'asc' },
  empty: (ask) => (
    <>
      Nobody yet. Champions appear here from the day they apply.{' '}
      {can(ask, 'champion.record') && (
        <a class="govuk-link" href={`${ask.base}/champions/new`}>
          Add the first one
        </a>
      )}
    </>
  ),
  actions: (ask) =>
    can(ask, 'champion.record') && (
      <a class="govuk-button" href={`${ask.base}/champions/new`}>
        Add a champion
      </a>
    ),
}
