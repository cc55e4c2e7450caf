import { type AliasableExpression, sql } from 'kysely'
import type { StaffAction } from '#platform/access'
import { today } from '#platform/clock'
import type { Ask } from '#platform/http/ask'
import { containing, type Filter, type ListSpec } from '#platform/list'
import { formatDateShort } from '#ui/format'
import { can } from '#ui/layout'
import { dueWords, isDueThisWeek, isOverdue, weekEnd } from '../loans/loan'
import { choices, deviceName, KINDS, STATUSES } from './device'
import { Standing } from './standing'
import { referenceOf } from './tag'

interface DeviceRow {
  readonly id: string
  readonly reference: string
  readonly kind: string
  readonly make: string
  readonly model: string
  readonly status: string
  readonly place: string
  readonly with_whom: string
  readonly loan: string | null
  readonly due_on: string | null
  readonly due: string
  readonly urgency: string
  readonly today: string
  readonly added_on: string
}

interface NextStep {
  readonly word: string
  readonly action: StaffAction
  readonly path: (row: DeviceRow) => string
}

const NEXT: Readonly<Record<string, NextStep>> = {
  to_wipe: { word: 'Record wipe', action: 'device.wipe', path: (row) => `/devices/${row.reference}/wipe` },
  ready: { word: 'Lend', action: 'loan.promise', path: (row) => `/devices/${row.reference}/lend` },
  promised: { word: 'Hand over', action: 'loan.collect', path: (row) => `/loans/${row.loan}/collect` },
  on_loan: { word: 'Take back', action: 'loan.bring-back', path: (row) => `/loans/${row.loan}/return` },
  lost: { word: 'Take back', action: 'loan.bring-back', path: (row) => `/loans/${row.loan}/return` },
}

/** Lower first: late, due this week, to wipe, in repair, promised, out, ready, and last those that have left. */
const urgency = (now: string) => sql<string>`case
  when d.status = 'on_loan' and l.due_on < ${now}::date then '0' || l.due_on
  when d.status = 'on_loan' and l.due_on <= ${weekEnd(now)}::date then '1' || l.due_on
  when d.status = 'to_wipe' then '2' when d.status = 'repair' then '3' when d.status = 'promised' then '4'
  when d.status = 'on_loan' then '5' || l.due_on when d.status = 'ready' then '6' else '7' end || d.reference`

const statusIs = (status: string | undefined, now: string) => {
  if (!status) return sql`true`
  if (status === 'overdue') return sql`d.status = 'on_loan' and l.due_on < ${now}::date`
  if (status === 'due_this_week') return sql`d.status = 'on_loan' and l.due_on between ${now}::date and ${weekEnd(now)}::date`
  return sql`d.status = ${status}`
}

const found = (typed: string | undefined) => {
  if (!typed) return sql`true`
  const like = containing(referenceOf(typed))
  return sql`(d.reference ilike ${like} or d.serial ilike ${like} or d.imei ilike ${like} or d.asset_tag ilike ${like} or d.make || ' ' || d.model ilike ${like})`
}

const rows = (ask: Ask, filter: Filter): AliasableExpression<DeviceRow> => {
  const now = today(ask.ctx.clock)
  // Who has a device is not for everyone who works on devices
  const who = can(ask, 'loan.read') ? sql`coalesce(p.name, o.name, '')` : sql`''`
  return sql<DeviceRow>`(
    select d.id, d.reference, d.kind, d.make, d.model, d.status, coalesce(pl.name, '') as place, ${who} as with_whom,
      l.reference as loan, l.due_on, coalesce(l.due_on::text, '9999') as due, ${urgency(now)} as urgency, ${now}::text as today, d.added_on
    from device d
    left join loan l on l.alliance_id = d.alliance_id and l.device_id = d.id and l.status in ('promised', 'on_loan', 'lost')
    left join person p on p.alliance_id = l.alliance_id and p.id = l.person_id
    left join partner o on o.alliance_id = l.alliance_id and o.id = l.partner_id
    left join place pl on pl.alliance_id = d.alliance_id and pl.id = d.place_id
    where d.alliance_id = ${ask.ctx.allianceId} and ${statusIs(filter.status, now)} and ${found(filter.q)}
      and ${filter.kind ? sql`d.kind = ${filter.kind}` : sql`true`}
      and ${filter.place ? sql`pl.name ilike ${containing(filter.place)}` : sql`true`})`
}

const Next = ({ row, ask }: { row: DeviceRow; ask: Ask }) => {
  const next = NEXT[row.status]
  if (!next || !can(ask, next.action)) return null
  return (
    <a class="govuk-link" href={ask.base + next.path(row)}>
      {next.word}
      <span class="govuk-visually-hidden"> {row.reference}</span>
    </a>
  )
}

/** Every device, the ones that need someone first. */
export const deviceList: ListSpec<DeviceRow> = {
  path: '/devices',
  action: 'device.list',
  title: 'Devices',
  rows: (_tx, ask, filter) => rows(ask, filter),
  filters: [
    { name: 'q', label: 'Reference, serial, asset tag or model' },
    { name: 'kind', label: 'Kind', options: choices(KINDS) },
    {
      name: 'status',
      label: 'Where it is',
      options: choices({ overdue: 'Overdue', due_this_week: 'Due this week', ...STATUSES }),
    },
    { name: 'place', label: 'Kept at' },
  ],
  columns: [
    {
      label: 'Device',
      text: (row) => row.reference,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/devices/${row.reference}`}>
          {row.reference}
        </a>
      ),
      sort: 'reference',
    },
    { label: 'Kind', text: deviceName },
    {
      label: 'Where it is',
      text: (row) => (isOverdue(row, row.today) ? 'Overdue' : STATUSES[row.status as keyof typeof STATUSES]),
      cell: (row) => <Standing status={row.status} late={isOverdue(row, row.today)} soon={isDueThisWeek(row, row.today)} />,
    },
    { label: 'With', text: (row) => row.with_whom },
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
    { label: 'Kept at', text: (row) => row.place },
    { label: 'Next', text: (row) => NEXT[row.status]?.word ?? '', cell: (row, ask) => <Next row={row} ask={ask} /> },
  ],
  sort: { by: 'urgency', dir: 'asc' },
  empty: () => 'No devices yet. Add the first one: it gets a reference and a label to print.',
  actions: (ask) =>
    can(ask, 'device.record') && (
      <>
        <a class="govuk-button" href={`${ask.base}/devices/new`}>
          Add a device
        </a>{' '}
        <a class="govuk-button govuk-button--secondary" href={`${ask.base}/scan`}>
          Scan a label
        </a>{' '}
        <a class="govuk-button govuk-button--secondary" href={`${ask.base}/stock-checks`}>
          Stock checks
        </a>{' '}
        <a class="govuk-link" href={`${ask.base}/device-labels`}>
          Print labels
        </a>{' '}
        <a class="govuk-link" href={`${ask.base}/library`}>
          Library board
        </a>{' '}
        <a class="govuk-link" href={`${ask.base}/device-models`}>
          Models
        </a>
      </>
    ),
}
