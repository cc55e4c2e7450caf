import type { ListSpec } from '#platform/list'
import { formatDateTime } from '#ui/format'
import { INBOUND_STATUS } from '../inbound.moves'
import { textRows } from './inbound.queries'
import { PersonLink } from './person-link'
import { StatusTag } from './status-tag'

interface TextRow {
  readonly id: string
  readonly received_at: Date
  readonly status: string
  readonly person: string | null
  readonly came_of_it: string
}

const statusOf = (status: string): string => INBOUND_STATUS[status as keyof typeof INBOUND_STATUS] ?? status

/** The texts people sent us, newest first. No numbers and no words: those are on the text's own page. */
export const textList: ListSpec<TextRow> = {
  path: '/messages/texts',
  action: 'text.list',
  title: 'Texts people sent us',
  rows: (tx, ask, filter) => textRows(tx, ask.ctx.allianceId, filter),
  filters: [
    {
      name: 'status',
      label: 'What came of it',
      options: Object.entries(INBOUND_STATUS).map(([value, label]) => ({ value, label })),
    },
  ],
  columns: [
    {
      label: 'When',
      text: (row) => row.received_at.toISOString(),
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/messages/texts/${row.id}`}>
          {formatDateTime(row.received_at)}
        </a>
      ),
      sort: 'id',
    },
    {
      label: 'From',
      text: (row) => row.person ?? '',
      cell: (row, ask) => (row.person ? <PersonLink ask={ask} person={row.person} /> : 'Not known'),
    },
    { label: 'How it stands', text: (row) => statusOf(row.status), cell: (row) => <StatusTag status={row.status} /> },
    { label: 'What came of it', text: (row) => row.came_of_it },
  ],
  sort: { by: 'id', dir: 'desc' },
  empty: () => 'No texts yet. When someone answers one of ours, or writes by themselves, it is here.',
}
