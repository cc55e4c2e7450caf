import { type AliasableExpression, sql } from 'kysely'
import type { Ask } from '#platform/http/ask'
import { containing, type Filter, type ListSpec } from '#platform/list'
import { formatDate, formatNumber } from '#ui/format'
import { can } from '#ui/layout'

interface GiftRow {
  readonly id: string
  readonly given_on: string
  readonly what: string
  readonly quantity: number
  readonly scheme: string
  readonly receiver: string
  readonly person: string | null
  readonly partner: string | null
  readonly device: string | null
}

const SHORT: Readonly<Record<string, string>> = { device: 'Device', data: 'Data' }

const rows = (ask: Ask, filter: Filter): AliasableExpression<GiftRow> => {
  // Whoever may not open a person's page sees that it was a person, not who
  const named = can(ask, 'person.read')
  const like = containing(filter.q)
  return sql<GiftRow>`(
    select g.id, g.given_on::text as given_on, g.what, g.quantity, g.scheme, o.id as partner, d.reference as device,
      ${named ? sql`p.reference` : sql`null::text`} as person,
      coalesce(${named ? sql`p.name` : sql`case when p.id is not null then 'A person' end`}, o.name) as receiver
    from distribution g
    left join person p on p.alliance_id = g.alliance_id and p.id = g.person_id
    left join partner o on o.alliance_id = g.alliance_id and o.id = g.partner_id
    left join device d on d.alliance_id = g.alliance_id and d.id = g.device_id
    where g.alliance_id = ${ask.ctx.allianceId} and ${filter.what ? sql`g.what = ${filter.what}` : sql`true`}
      and ${filter.q ? sql`(g.scheme ilike ${like} or o.name ilike ${like} or d.reference ilike ${like} ${named ? sql`or p.name ilike ${like}` : sql``})` : sql`true`})`
}

const Receiver = ({ row, ask }: { row: GiftRow; ask: Ask }) => {
  const path = row.person ? `/people/${row.person}` : row.partner && `/partners/${row.partner}`
  if (!path) return <>{row.receiver}</>
  return (
    <a class="govuk-link" href={ask.base + path}>
      {row.receiver}
    </a>
  )
}

/** Everything given away for good, the newest first. */
export const distributionList: ListSpec<GiftRow> = {
  path: '/gifts',
  action: 'distribution.list',
  title: 'Gifts',
  rows: (_tx, ask, filter) => rows(ask, filter),
  filters: [
    { name: 'q', label: 'Who, scheme or device' },
    { name: 'what', label: 'What', options: Object.entries(SHORT).map(([value, label]) => ({ value, label })) },
  ],
  columns: [
    { label: 'To', text: (row) => row.receiver, cell: (row, ask) => <Receiver row={row} ask={ask} />, sort: 'receiver' },
    { label: 'What', text: (row) => SHORT[row.what] ?? row.what },
    { label: 'How many', text: (row) => row.quantity, cell: (row) => formatNumber(row.quantity), sort: 'quantity', num: true },
    { label: 'Scheme', text: (row) => row.scheme, sort: 'scheme' },
    {
      label: 'From our stock',
      text: (row) => row.device ?? '',
      cell: (row, ask) =>
        row.device && can(ask, 'device.read') ? (
          <a class="govuk-link" href={`${ask.base}/devices/${row.device}`}>
            {row.device}
          </a>
        ) : (
          (row.device ?? '')
        ),
    },
    { label: 'Given', text: (row) => row.given_on, cell: (row) => formatDate(row.given_on), sort: 'given_on' },
  ],
  sort: { by: 'given_on', dir: 'desc' },
  empty: () => 'Nothing given yet. Devices and data given for good show here, one by one or in bulk.',
  actions: (ask) =>
    can(ask, 'distribution.record') && (
      <a class="govuk-button" href={`${ask.base}/gifts/new`}>
        Record gifts to a partner
      </a>
    ),
}
