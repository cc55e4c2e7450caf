import { type SqlBool, sql } from 'kysely'
import { matchingIds } from '#modules/people'
import { today } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import type { Filter, ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { optionsOf } from '#ui/govuk'
import { OUTCOMES, type OutcomeOfRequest } from '../requests/request'
import { Due, statusWord } from '../requests/request-tag'
import { DECLINE_REASONS, type DeclineReason } from './referral'
import { REFERRAL_STATUSES, type ReferralStatus } from './referral.moves'

interface Row {
  readonly id: string
  readonly reference: string
  readonly way: 'out' | 'in'
  readonly person: string
  readonly name: string
  readonly partner: string
  readonly request: string
  readonly status: string
  readonly why: string | null
  readonly outcome: string | null
  /** The day the next thing is due; nothing once it is over. */
  readonly due: string | null
  readonly due_on: string
  readonly made_on: string
}

const WAYS = { out: 'By us to a partner', in: 'By a partner to us' } as const

const OUT = sql`
  select f.id, f.reference, 'out' as way, f.person_id, f.partner_id, r.reference as request, f.status, f.decline_reason as why, f.outcome,
    case when f.status in ('sent', 'needs_more', 'accepted') then coalesce(f.reply_by, r.next_action_on) end as due, f.sent_on as made_on
  from referral f join request r on r.alliance_id = f.alliance_id and r.id = f.request_id`
const IN = sql`
  select r.id, r.reference, 'in', r.person_id, r.partner_id, r.reference, r.status, null, r.outcome, r.next_action_on, r.opened_on
  from request r where r.source = 'partner' and r.partner_id is not null`

/** Written out for both kinds: a referral's own, and those of a request that a partner sent. */
const STATES = { open: 'All open ones', late: 'Late', ...REFERRAL_STATUSES, ended: 'All that are over' } as const
const OPEN = sql<SqlBool>`f.status in ('sent', 'needs_more', 'accepted', 'new', 'triaged', 'in_hand', 'waiting')`

const inState = (state: string, on: string) => {
  if (state === 'open') return OPEN
  if (state === 'ended') return sql<SqlBool>`not (${OPEN})`
  if (state === 'late') return sql<SqlBool>`f.due < ${on}::date`
  return sql<SqlBool>`f.way = 'out' and f.status = ${state}`
}

const found = (allianceId: string, typed: string) => {
  if (/^[fr]-\d+$/i.test(typed)) return sql<SqlBool>`${typed.toUpperCase()} in (f.reference, f.request)`
  const ids = matchingIds(allianceId, typed)
  return ids && sql<SqlBool>`f.person_id in (${ids})`
}

const conditions = ({ ctx }: Ask, { q, way, state, partner }: Filter) =>
  [
    q && found(ctx.allianceId, q),
    way && sql<SqlBool>`f.way = ${way}`,
    state && inState(state, today(ctx.clock)),
    partner && sql<SqlBool>`a.name ilike ${`%${partner.replace(/[\\%_]/g, '\\$&')}%`}`,
  ].filter((condition) => typeof condition === 'object' && condition !== null)

const rows = (_tx: Tx, ask: Ask, filter: Filter) => {
  const { allianceId } = ask.ctx
  const wheres = [sql<SqlBool>`p.alliance_id = ${allianceId}`, ...conditions(ask, filter)]
  return sql<Row>`(
    select f.*, p.reference as person, p.name, a.name as partner, coalesce(f.due, 'infinity'::date) as due_on
    from (${OUT} where f.alliance_id = ${allianceId} union all ${IN} and r.alliance_id = ${allianceId}) f
    join person p on p.alliance_id = ${allianceId} and p.id = f.person_id
    join partner a on a.alliance_id = ${allianceId} and a.id = f.partner_id
    where ${sql.join(wheres, sql` and `)})`
}

const stateOf = ({ way, status, why, outcome }: Row): string => {
  const word = way === 'out' ? (REFERRAL_STATUSES[status as ReferralStatus] ?? status) : statusWord(status)
  if (why) return `${word}: ${DECLINE_REASONS[why as DeclineReason].toLowerCase()}`
  return outcome ? `${word}: ${OUTCOMES[outcome as OutcomeOfRequest].toLowerCase()}` : word
}

/** Everyone passed on, by us and to us: what is due first. */
export const everyReferralList: ListSpec<Row> = {
  path: '/referrals',
  action: 'referral.list',
  title: 'Referrals, what is due first',
  rows,
  filters: [
    { name: 'q', label: 'Person or reference' },
    { name: 'partner', label: 'Partner' },
    { name: 'way', label: 'Which way', options: optionsOf(WAYS) },
    { name: 'state', label: 'State', options: optionsOf(STATES) },
  ],
  columns: [
    {
      label: 'Referral',
      text: (row) => row.reference,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/requests/${row.request}`}>
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
    { label: 'Which way', text: (row) => WAYS[row.way] },
    { label: 'Partner', text: (row) => row.partner, sort: 'partner' },
    { label: 'State', text: stateOf },
    {
      label: 'Due',
      text: (row) => row.due,
      cell: (row, ask) => row.due && <Due on={row.due} today={today(ask.ctx.clock)} />,
      sort: 'due_on',
    },
    {
      label: 'Made',
      text: (row) => row.made_on,
      cell: (row) => <span class="digiknow-nowrap">{formatDate(row.made_on)}</span>,
      sort: 'made_on',
    },
  ],
  sort: { by: 'due_on', dir: 'asc' },
  empty: () => 'Nobody has been passed on yet. Open a request and choose “Refer to a partner”, and it will be here.',
}
