import { sql } from 'kysely'
import type { Ask } from '#platform/http/ask'
import type { ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { can } from '#ui/layout'
import { SECTORS, type Sector } from './partner'
import { isOnlyPartner } from './partner.queries'

interface PartnerRow {
  readonly id: string
  readonly name: string
  readonly sector: string
  readonly what_they_do: string
  readonly joined_on: string
  readonly left_on: string | null
}

const maySee = (ask: Ask, row: PartnerRow): boolean => !isOnlyPartner(ask.ctx.actor) || ask.ctx.actor.partnerId === row.id

/** The organisations of the alliance. Everyone in it may see who is in it; details are on each one's page. */
export const partnerList: ListSpec<PartnerRow> = {
  path: '/partners',
  action: 'partner.list',
  title: 'Partners',
  rows: (tx, ask, filter) =>
    tx
      .selectFrom('partner')
      .select(['id', 'name', 'sector', 'what_they_do', 'joined_on', 'left_on'])
      .where('alliance_id', '=', ask.ctx.allianceId)
      .$if(filter.q !== undefined, (query) =>
        query.where(sql<boolean>`strpos(lower(name || ' ' || what_they_do), lower(${filter.q ?? ''})) > 0`),
      )
      .$if(filter.sector !== undefined, (query) => query.where('sector', '=', String(filter.sector)))
      .$if(filter.in === 'now', (query) => query.where('left_on', 'is', null))
      .$if(filter.in === 'ended', (query) => query.where('left_on', 'is not', null)),
  filters: [
    { name: 'q', label: 'Find' },
    { name: 'sector', label: 'Sector', options: Object.entries(SECTORS).map(([value, label]) => ({ value, label })) },
    {
      name: 'in',
      label: 'In the alliance',
      options: [
        { value: 'now', label: 'Now' },
        { value: 'ended', label: 'No longer' },
      ],
    },
  ],
  columns: [
    {
      label: 'Name',
      text: (row) => row.name,
      cell: (row, ask) =>
        maySee(ask, row) ? (
          <a class="govuk-link" href={`${ask.base}/partners/${row.id}`}>
            {row.name}
          </a>
        ) : (
          row.name
        ),
      sort: 'name',
    },
    { label: 'Sector', text: (row) => SECTORS[row.sector as Sector], sort: 'sector' },
    { label: 'What they do', text: (row) => row.what_they_do },
    { label: 'Joined', text: (row) => row.joined_on, cell: (row) => formatDate(row.joined_on), sort: 'joined_on' },
    { label: 'Left', text: (row) => row.left_on, cell: (row) => row.left_on && formatDate(row.left_on) },
  ],
  sort: { by: 'name', dir: 'asc' },
  empty: () => 'No partners yet. Organisations that work with you will be in this list.',
  actions: (ask) =>
    can(ask, 'partner.record') && (
      <a class="govuk-button" href={`${ask.base}/partners/new`}>
        Add a partner
      </a>
    ),
}
