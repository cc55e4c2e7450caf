import { type SqlBool, sql } from 'kysely'
import { matchingIds } from '#modules/people'
import { londonDate, today } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import type { Filter, ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { optionsOf } from '#ui/govuk'
import { dutyName, inWhoseHands } from './on-duty'
import { OWNER_IS_HERE } from './owner'
import { inWords, NEED_CODES, NEEDS } from './request'
import { isOpen, REQUEST_STATUSES } from './request.moves'
import { Due, RequestTag, statusWord } from './request-tag'

interface RequestRow {
  readonly id: string
  readonly reference: string
  readonly person: string
  readonly name: string
  readonly needs: string[]
  readonly status: string
  readonly next_action: string | null
  readonly next_action_on: string | null
  readonly due_on: string
  readonly owner: string | null
  readonly duty: string | null
  readonly opened_at: Date
}

/** Written out, so that the planner sees that the index of open requests serves. */
const IS_OPEN = sql<SqlBool>`r.status in ('new', 'triaged', 'in_hand', 'waiting')`

const DUE = {
  overdue: (on: string) => sql<SqlBool>`r.next_action_on < ${on}::date`,
  today: (on: string) => sql<SqlBool>`r.next_action_on = ${on}::date`,
  later: (on: string) => sql<SqlBool>`r.next_action_on > ${on}::date`,
} as const

const found = (allianceId: string, typed: string) => {
  if (/^r-\d+$/i.test(typed)) return sql<SqlBool>`r.reference = ${typed.toUpperCase()}`
  const ids = matchingIds(allianceId, typed)
  return ids && sql<SqlBool>`r.person_id in (${ids})`
}

const owned = (owner: string, accountId: string | null) =>
  owner === 'me' ? sql<SqlBool>`r.owner_id = ${accountId}::uuid` : sql<SqlBool>`o.id is null`

const inStatus = (status: string) => (status === 'open' ? IS_OPEN : sql<SqlBool>`r.status = ${status}`)

const conditions = ({ ctx }: Ask, { q, status, need, owner, due }: Filter) =>
  [
    q && found(ctx.allianceId, q),
    status && inStatus(status),
    need && sql<SqlBool>`r.needs @> array[${need}]::text[]`,
    owner && owned(owner, ctx.actor.accountId),
    due && IS_OPEN,
    due && DUE[due as keyof typeof DUE](today(ctx.clock)),
  ].filter((condition) => typeof condition === 'object' && condition !== null)

const rows = (tx: Tx, ask: Ask, filter: Filter) => {
  let query = tx
    .selectFrom('request as r')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'r.person_id').onRef('p.alliance_id', '=', 'r.alliance_id'))
    .leftJoin('account as o', (join) => join.on(OWNER_IS_HERE))
    .select(['r.id', 'r.reference', 'r.needs', 'r.status', 'r.next_action', 'r.next_action_on', 'r.opened_at'])
    // Closed ones have no next step: they come after all that have, by the index request_due.
    .select(sql<string>`coalesce(r.next_action_on, 'infinity'::date)`.as('due_on'))
    .select(['p.reference as person', 'p.name', 'o.name as owner', dutyName(ask.ctx.allianceId).as('duty')])
    .where('r.alliance_id', '=', ask.ctx.allianceId)
  for (const condition of conditions(ask, filter)) query = query.where(condition)
  return query
}

/** What people asked for: the ones needing you first. */
export const requestList: ListSpec<RequestRow> = {
  path: '/requests',
  action: 'request.list',
  title: 'Requests, the ones needing you first',
  rows,
  filters: [
    { name: 'q', label: 'Person or reference' },
    { name: 'status', label: 'Status', options: [{ value: 'open', label: 'All open ones' }, ...optionsOf(REQUEST_STATUSES)] },
    { name: 'need', label: 'Need', options: NEED_CODES.map((value) => ({ value, label: NEEDS[value] })) },
    { name: 'owner', label: 'Who has it', options: optionsOf({ me: 'You', nobody: 'Not taken yet' }) },
    { name: 'due', label: 'Next step', options: optionsOf({ overdue: 'Late', today: 'Today', later: 'Later' }) },
  ],
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
    {
      label: 'Person',
      text: (row) => row.name,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/people/${row.person}`}>
          {row.name}
        </a>
      ),
    },
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
    { label: 'Next step', text: (row) => row.next_action },
    {
      label: 'When',
      text: (row) => row.next_action_on,
      cell: (row, ask) => row.next_action_on && <Due on={row.next_action_on} today={today(ask.ctx.clock)} />,
      sort: 'due_on',
    },
    { label: 'Who has it', text: (row) => inWhoseHands(row.owner, isOpen(row.status) ? row.duty : null) },
    {
      label: 'Opened',
      text: (row) => londonDate(row.opened_at),
      cell: (row) => <span class="digiknow-nowrap">{formatDate(londonDate(row.opened_at))}</span>,
      sort: 'opened_at',
    },
  ],
  actions: (ask) => (
    <>
      <a class="govuk-link" href={`${ask.base}/requests/forgotten`}>
        Nearly forgotten
      </a>
      <a class="govuk-link" href={`${ask.base}/requests/duty`}>
        Who is on duty
      </a>
      <a class="govuk-link" href={`${ask.base}/referrals`}>
        Referrals
      </a>
    </>
  ),
  sort: { by: 'due_on', dir: 'asc' },
  empty: (ask) => (
    <>
      No one is waiting. Requests appear here when someone rings, asks online, or is passed to us.{' '}
      <a class="govuk-link" href={`${ask.base}/calls/new`}>
        Record a call
      </a>
    </>
  ),
}
