import { sql } from 'kysely'
import type { ListSpec } from '#platform/list'
import { formatDateTime } from '#ui/format'
import { AT_RISK, type AtRisk, DONE_ABOUT_IT, type DoneAboutIt } from './concern'

interface ConcernRow {
  readonly id: string
  readonly raised_at: Date
  readonly at_risk: string
  readonly last: string
  readonly who: string
}

/** Every concern, for the safeguarding leads alone. */
export const concernList: ListSpec<ConcernRow> = {
  path: '/concerns',
  action: 'concern.read',
  title: 'Concerns',
  rows: (tx, ask) =>
    tx
      .selectFrom('concern as c')
      .leftJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
      .select([
        'c.id',
        'c.raised_at',
        'c.who_is_at_risk as at_risk',
        sql<string>`coalesce(p.name, nullif(c.said_about, ''), 'Someone')`.as('who'),
        sql<string>`coalesce((select n.what from concern_note n where n.alliance_id = c.alliance_id and n.concern_id = c.id
          order by n.id desc limit 1), '')`.as('last'),
      ])
      .where('c.alliance_id', '=', ask.ctx.allianceId),
  filters: [],
  columns: [
    {
      label: 'Raised',
      text: (row) => row.raised_at.toISOString(),
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/concerns/${row.id}`}>
          {formatDateTime(row.raised_at)}
        </a>
      ),
      sort: 'raised_at',
    },
    { label: 'About', text: (row) => row.who },
    { label: 'At risk', text: (row) => AT_RISK[row.at_risk as AtRisk] },
    { label: 'Last done', text: (row) => DONE_ABOUT_IT[row.last as DoneAboutIt] ?? 'Nobody has read it yet' },
  ],
  sort: { by: 'raised_at', dir: 'desc' },
  empty: () => 'No concerns. They come from the button on every person, call and session.',
}
