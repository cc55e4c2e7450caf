import { sql } from 'kysely'
import type { ListSpec } from '#platform/list'
import { formatDateTime } from '#ui/format'
import { can } from '#ui/layout'

interface Row {
  readonly id: string
  readonly name: string
  readonly why: string
  readonly made_at: Date
  readonly waiting: number
  readonly people: number
  readonly stopped: boolean
}

/** Lists of people to ring for one purpose, the latest first. */
export const callListList: ListSpec<Row> = {
  path: '/call-lists',
  action: 'call-back.list',
  title: 'Lists of people to ring, the latest first',
  rows: (tx, ask) =>
    tx
      .selectFrom('call_list as l')
      .select(['l.id', 'l.name', 'l.why', 'l.made_at', sql<boolean>`l.stopped_at is not null`.as('stopped')])
      .select([
        sql<number>`(select count(*) from call_back c where c.alliance_id = l.alliance_id and c.about_type = 'call_list' and c.about_id = l.id)`.as(
          'people',
        ),
        sql<number>`(select count(*) from call_back c where c.alliance_id = l.alliance_id and c.about_type = 'call_list' and c.about_id = l.id
          and c.status = 'waiting')`.as('waiting'),
      ])
      .where('l.alliance_id', '=', ask.ctx.allianceId),
  filters: [],
  columns: [
    {
      label: 'List',
      text: (row) => row.name,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/call-lists/${row.id}`}>
          {row.name}
        </a>
      ),
    },
    { label: 'Why', text: (row) => row.why },
    { label: 'People', text: (row) => row.people, num: true },
    { label: 'Still to ring', text: (row) => row.waiting, num: true },
    { label: 'Stopped', text: (row) => (row.stopped ? 'Stopped' : '') },
    {
      label: 'Made',
      text: (row) => formatDateTime(row.made_at),
      cell: (row) => <span class="digiknow-nowrap">{formatDateTime(row.made_at)}</span>,
      sort: 'made_at',
    },
  ],
  sort: { by: 'made_at', dir: 'desc' },
  empty: () => 'None yet. Make one to ring everyone who has a device of one model, say.',
  actions: (ask) =>
    can(ask, 'call-list.make') && (
      <a class="govuk-button" href={`${ask.base}/call-lists/new`}>
        Ring many people
      </a>
    ),
}
