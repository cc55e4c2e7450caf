import { type AliasableExpression, sql } from 'kysely'
import { SOMEONE_KEPT_APART } from '#modules/people'
import { today } from '#platform/clock'
import type { Ask } from '#platform/http/ask'
import { containing, type Filter, type ListSpec } from '#platform/list'
import { formatDateShort } from '#ui/format'
import { can } from '#ui/layout'
import { choices, KINDS, kindWord } from '../stock/device'
import { dueWords, isOverdue, LOAN_STATUSES, type LoanStatus, weekEnd } from './loan'
import { LoanStanding } from './loan-standing'

interface LoanRow {
  readonly id: string
  readonly reference: string
  readonly status: string
  readonly device: string
  readonly kind: string
  readonly borrower: string
  readonly person: string | null
  readonly partner: string | null
  readonly due_on: string | null
  readonly due: string
  readonly urgency: string
  readonly today: string
}

const statusIs = (status: string | undefined, now: string) => {
  if (!status) return sql`true`
  if (status === 'overdue') return sql`l.status = 'on_loan' and l.due_on < ${now}::date`
  if (status === 'due_this_week') return sql`l.status = 'on_loan' and l.due_on between ${now}::date and ${weekEnd(now)}::date`
  return sql`l.status = ${status}`
}

const found = (typed: string | undefined) => {
  if (!typed) return sql`true`
  const like = containing(typed)
  return sql`(l.reference ilike ${like} or d.reference ilike ${like} or p.reference ilike ${like} or p.name ilike ${like} or o.name ilike ${like})`
}

/** Lower first: out by the day they are due, then promised, then those that ended, the newest first. */
const urgency = sql<string>`case l.status when 'on_loan' then '0' || l.due_on when 'promised' then '1' || l.reference
  when 'lost' then '2' || l.reference else '3' || lpad((9999999999 - extract(epoch from l.promised_at)::bigint)::text, 10, '0') end`

const rows = (ask: Ask, filter: Filter): AliasableExpression<LoanRow> => {
  const now = today(ask.ctx.clock)
  return sql<LoanRow>`(
    select l.id, l.reference, l.status, d.reference as device, d.kind, coalesce(p.name, o.name, ${SOMEONE_KEPT_APART}) as borrower,
      p.reference as person, o.id as partner, l.due_on, coalesce(l.due_on::text, '9999') as due, ${urgency} as urgency, ${now}::text as today
    from loan l join device d on d.alliance_id = l.alliance_id and d.id = l.device_id
    left join person p on p.alliance_id = l.alliance_id and p.id = l.person_id
    left join partner o on o.alliance_id = l.alliance_id and o.id = l.partner_id
    where l.alliance_id = ${ask.ctx.allianceId} and ${statusIs(filter.status, now)} and ${found(filter.q)}
      and ${filter.kind ? sql`d.kind = ${filter.kind}` : sql`true`})`
}

const href = (ask: Ask, row: LoanRow): string =>
  row.person ? `${ask.base}/people/${row.person}` : `${ask.base}/partners/${row.partner}`

/** Every loan, those due soonest first. */
export const loanList: ListSpec<LoanRow> = {
  path: '/loans',
  action: 'loan.list',
  title: 'Loans',
  rows: (_tx, ask, filter) => rows(ask, filter),
  filters: [
    { name: 'q', label: 'Who, device or loan' },
    {
      name: 'status',
      label: 'How it stands',
      options: choices({ overdue: 'Overdue', due_this_week: 'Due this week', ...LOAN_STATUSES }),
    },
    { name: 'kind', label: 'Kind', options: choices(KINDS) },
  ],
  columns: [
    {
      label: 'Loan',
      text: (row) => row.reference,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/loans/${row.reference}`}>
          {row.reference}
        </a>
      ),
      sort: 'reference',
    },
    {
      label: 'With',
      text: (row) => row.borrower,
      cell: (row, ask) =>
        row.person || row.partner ? (
          <a class="govuk-link" href={href(ask, row)}>
            {row.borrower}
          </a>
        ) : (
          row.borrower
        ),
      sort: 'borrower',
    },
    {
      label: 'Device',
      text: (row) => `${row.device} ${kindWord(row.kind)}`,
      cell: (row, ask) => (
        <>
          <a class="govuk-link" href={`${ask.base}/devices/${row.device}`}>
            {row.device}
          </a>{' '}
          {kindWord(row.kind)}
        </>
      ),
    },
    {
      label: 'How it stands',
      text: (row) => (isOverdue(row, row.today) ? 'Overdue' : LOAN_STATUSES[row.status as LoanStatus]),
      cell: (row) => <LoanStanding loan={row} today={row.today} />,
    },
    {
      label: 'Due',
      text: (row) => row.due_on ?? '',
      cell: (row) => (row.due_on ? formatDateShort(row.due_on, row.today) : ''),
      sort: 'due',
    },
    {
      label: 'How soon',
      text: (row) => dueWords(row, row.today),
      cell: (row) =>
        isOverdue(row, row.today) ? <span class="digiknow-late">{dueWords(row, row.today)}</span> : dueWords(row, row.today),
    },
  ],
  sort: { by: 'urgency', dir: 'asc' },
  actions: (ask) => (
    <>
      {can(ask, 'loan.extend-many') && (
        <a class="govuk-link" href={`${ask.base}/loans/more-time`}>
          More time for many
        </a>
      )}
      {can(ask, 'loan.counts') && (
        <a class="govuk-link" href={`${ask.base}/loans/counts`}>
          What counts as what
        </a>
      )}
    </>
  ),
  empty: () => 'Nothing lent yet. Open a person, a request or a ready device, and choose “Lend”.',
}
