import { type SqlBool, sql } from 'kysely'
import { londonDate, today } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import type { Filter, ListSpec } from '#platform/list'
import { daysBetween, formatDate, plural } from '#ui/format'
import { optionsOf } from '#ui/govuk'
import { dutyName, inWhoseHands } from './on-duty'
import { OWNER_IS_HERE } from './owner'
import { inWords, NEEDS } from './request'
import { RequestTag, statusWord } from './request-tag'

interface ForgottenRow {
  readonly id: string
  readonly reference: string
  readonly name: string
  readonly needs: string[]
  readonly status: string
  readonly next_action: string | null
  readonly next_action_on: string
  readonly owner: string | null
  readonly duty: string | null
  readonly touched_at: Date
  readonly late: boolean
  readonly untouched: boolean
  readonly nobody: boolean
}

const WHY = { late: 'Its day has gone by', untouched: 'Nothing happened for 14 days', nobody: 'Nobody has taken it' } as const

const TOUCHED = sql<Date>`coalesce((
  select e.at from event_link l join event e on e.alliance_id = l.alliance_id and e.id = l.event_id
  where l.alliance_id = r.alliance_id and l.subject_type = 'request' and l.subject_id = r.id
  order by l.event_id desc limit 1), r.opened_at)`

/** A champion helps with it: it is in somebody's hands, though no one at the desk has it. */
const IS_HELPED = sql<SqlBool>`exists (select from match m
  where m.alliance_id = r.alliance_id and m.request_id = r.id and m.status = 'accepted')`

const open = (tx: Tx, ask: Ask) => {
  const at = ask.ctx.clock.now()
  return tx
    .selectFrom('request as r')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'r.person_id').onRef('p.alliance_id', '=', 'r.alliance_id'))
    .leftJoin('account as o', (join) => join.on(OWNER_IS_HERE))
    .select(['r.id', 'r.reference', 'r.needs', 'r.status', 'r.next_action', 'p.name', 'o.name as owner'])
    .select(dutyName(ask.ctx.allianceId).as('duty'))
    .select([sql<string>`r.next_action_on`.as('next_action_on'), TOUCHED.as('touched_at')])
    .select(sql<boolean>`r.next_action_on < ${today(ask.ctx.clock)}::date`.as('late'))
    .select(sql<boolean>`o.id is null and r.opened_at < ${at}::timestamptz - interval '2 days' and not ${IS_HELPED}`.as('nobody'))
    .where('r.alliance_id', '=', ask.ctx.allianceId)
    .where(sql<SqlBool>`r.status in ('new', 'triaged', 'in_hand', 'waiting')`)
}

const rows = (tx: Tx, ask: Ask, { why }: Filter) => {
  const at = ask.ctx.clock.now()
  const untouched = sql<boolean>`f.touched_at < ${at}::timestamptz - interval '14 days'`
  const wanted = { late: sql<SqlBool>`f.late`, untouched: sql<SqlBool>`${untouched}`, nobody: sql<SqlBool>`f.nobody` }
  return tx
    .selectFrom(open(tx, ask).as('f'))
    .selectAll('f')
    .select(untouched.as('untouched'))
    .where(why ? wanted[why as keyof typeof wanted] : sql<SqlBool>`(f.late or f.nobody or ${untouched})`)
}

const reasons = (row: ForgottenRow, day: string): string[] => [
  ...(row.late ? [`${plural(daysBetween(row.next_action_on, day), 'day')} late`] : []),
  ...(row.untouched ? [`untouched for ${plural(daysBetween(londonDate(row.touched_at), day), 'day')}`] : []),
  ...(row.nobody ? ['nobody has taken it'] : []),
]

/** Open requests that nearly slipped: late, untouched for 14 days, or taken by nobody. Every open one has a next step: the database sees to it. */
export const forgottenList: ListSpec<ForgottenRow> = {
  path: '/requests/forgotten',
  action: 'request.list',
  title: 'Nearly forgotten, the longest first',
  rows,
  filters: [{ name: 'why', label: 'Why it is here', options: optionsOf(WHY) }],
  columns: [
    {
      label: 'Request',
      text: (row) => row.reference,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/requests/${row.reference}`}>
          {row.reference}
        </a>
      ),
    },
    { label: 'Person', text: (row) => row.name },
    { label: 'Needs', text: (row) => inWords(row.needs, NEEDS) },
    {
      label: 'Status',
      text: (row) => statusWord(row.status),
      cell: (row) => (
        <span>
          <RequestTag status={row.status} />
        </span>
      ),
    },
    {
      label: 'Why it is here',
      text: (row) => [row.late && WHY.late, row.untouched && WHY.untouched, row.nobody && WHY.nobody].filter(Boolean).join(', '),
      cell: (row, ask) => <span class="digiknow-late">{reasons(row, today(ask.ctx.clock)).join(', ')}</span>,
    },
    { label: 'Next step', text: (row) => row.next_action },
    { label: 'Day', text: (row) => row.next_action_on, cell: (row) => formatDate(row.next_action_on), sort: 'next_action_on' },
    { label: 'Who has it', text: (row) => inWhoseHands(row.owner, row.duty) },
    {
      label: 'Last touched',
      text: (row) => londonDate(row.touched_at),
      cell: (row) => <span class="digiknow-nowrap">{formatDate(londonDate(row.touched_at))}</span>,
      sort: 'touched_at',
    },
  ],
  sort: { by: 'touched_at', dir: 'asc' },
  empty: () =>
    'None is forgotten. Requests come here when their day has gone by, nobody has taken them, or nothing happened for 14 days.',
}
