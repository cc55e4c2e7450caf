import type { Ask } from '#platform/http/ask'
import type { ListSpec } from '#platform/list'
import { reading } from '#platform/reading'
import { formatDateTime } from '#ui/format'
import { can } from '#ui/layout'
import { MESSAGE_STATUS } from '../message.moves'
import { type MessageListRow, messageRows } from './message.queries'
import { PersonLink } from './person-link'
import { StatusTag } from './status-tag'
import { readStuck } from './stuck.queries'
import { StuckPanel } from './stuck-panel'
import { readWaysNow } from './ways-now'
import { WaysPanel } from './ways-panel'
import { tellsWhat, WAYS } from './words'

const optionsOf = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** The templates that tell what was typed: by when they are sent, or by name. */
const templatesFor = ({ house }: Ask, typed: string): string[] => {
  const found = [...house.templates.values()].filter(({ when }) => when.toLowerCase().includes(typed.toLowerCase()))
  return [typed, ...found.map(({ name }) => name)]
}

const statusOf = ({ status }: MessageListRow): string => MESSAGE_STATUS[status as keyof typeof MESSAGE_STATUS] ?? status

const isFiltered = ({ query }: Ask): boolean =>
  ['way', 'what', 'person', 'after'].some((name) => query[name]) || (Boolean(query.status) && query.status !== 'stuck')

/** What is stuck and how each way is doing, over the whole list only. */
const above = async (ask: Ask) => {
  if (isFiltered(ask)) return null
  const { ctx, house } = ask
  const stuck = await reading(ctx, 'message.list', (tx) => readStuck(tx, ctx.allianceId, ctx.clock.now()))
  return (
    <div class="digiknow-half">
      {stuck.ok && <StuckPanel ask={ask} stuck={stuck.value} />}
      <WaysPanel ask={ask} now={await readWaysNow(ctx, house)} />
    </div>
  )
}

/** Everything sent and waiting, newest first; above it what is stuck. No address and no words. */
export const messageList: ListSpec<MessageListRow> = {
  path: '/messages',
  action: 'message.list',
  title: 'Messages',
  rows: (tx, ask, filter) =>
    messageRows(tx, ask.ctx.allianceId, ask.ctx.clock.now(), filter, filter.what ? templatesFor(ask, filter.what) : []),
  filters: [
    { name: 'status', label: 'How it stands', options: [{ value: 'stuck', label: 'To look at' }, ...optionsOf(MESSAGE_STATUS)] },
    { name: 'way', label: 'Way', options: optionsOf(WAYS) },
    { name: 'what', label: 'What it tells' },
    { name: 'person', label: 'Person, by reference' },
  ],
  columns: [
    {
      label: 'What it tells',
      text: (row) => row.templates.join(' ') || row.subject,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/messages/${row.id}`}>
          {tellsWhat(ask.house.templates, row)}
        </a>
      ),
    },
    { label: 'To', text: (row) => row.person ?? 'An account', cell: (row, ask) => <PersonLink ask={ask} person={row.person} /> },
    { label: 'Way', text: (row) => WAYS[row.way] ?? row.way },
    { label: 'How it stands', text: statusOf, cell: (row) => <StatusTag status={row.status} /> },
    { label: 'When', text: (row) => row.created_at.toISOString(), cell: (row) => formatDateTime(row.created_at), sort: 'id' },
    { label: 'What came in the way', text: (row) => row.failure ?? '' },
  ],
  sort: { by: 'id', dir: 'desc' },
  empty: () => 'No messages yet. What the program tells people is listed here, whichever way it goes.',
  above,
  actions: (ask) =>
    can(ask, 'text.list') && (
      <a class="govuk-button govuk-button--secondary" href={`${ask.base}/messages/texts`}>
        Texts people sent us
      </a>
    ),
}
