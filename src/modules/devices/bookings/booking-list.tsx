import { type AliasableExpression, sql } from 'kysely'
import { SOMEONE_KEPT_APART } from '#modules/people'
import { today } from '#platform/clock'
import type { Ask } from '#platform/http/ask'
import { containing, type Filter, type ListSpec } from '#platform/list'
import { formatDateShort } from '#ui/format'
import { choices, KINDS, kindWord } from '../stock/device'
import { BOOKING_STATUSES, type BookingStatus } from './booking.moves'

interface BookingRow {
  readonly id: string
  readonly reference: string
  readonly status: string
  readonly device: string
  readonly kind: string
  readonly borrower: string
  readonly place: string
  readonly starts_on: string
  readonly ends_on: string
  readonly turn: string
  readonly today: string
}

const TONES: Partial<Record<BookingStatus, string>> = { booked: 'govuk-tag--green' }

export const BookingTag = ({ status }: { status: string }) => (
  <strong class={`govuk-tag ${TONES[status as BookingStatus] ?? 'govuk-tag--grey'}`}>
    {BOOKING_STATUSES[status as BookingStatus]}
  </strong>
)

const found = (typed: string | undefined) => {
  if (!typed) return sql`true`
  const like = containing(typed)
  return sql`(b.reference ilike ${like} or d.reference ilike ${like} or p.reference ilike ${like} or p.name ilike ${like} or o.name ilike ${like})`
}

const rows = (ask: Ask, filter: Filter): AliasableExpression<BookingRow> => {
  const now = today(ask.ctx.clock)
  // Those to come by the day they start, then those that ended, the newest first
  return sql<BookingRow>`(
    select b.id, b.reference, b.status, d.reference as device, d.kind, coalesce(p.name, o.name, ${SOMEONE_KEPT_APART}) as borrower,
      coalesce(pl.name, '') as place, b.starts_on, b.ends_on, ${now}::text as today,
      case b.status when 'booked' then '0' || b.starts_on else '1' || lpad((99999999 - to_char(b.starts_on, 'YYYYMMDD')::int)::text, 8, '0') end as turn
    from booking b join device d on d.alliance_id = b.alliance_id and d.id = b.device_id
    left join person p on p.alliance_id = b.alliance_id and p.id = b.person_id
    left join partner o on o.alliance_id = b.alliance_id and o.id = b.partner_id
    left join place pl on pl.alliance_id = b.alliance_id and pl.id = b.place_id
    where b.alliance_id = ${ask.ctx.allianceId} and ${found(filter.q)}
      and ${filter.status ? sql`b.status = ${filter.status}` : sql`true`} and ${filter.kind ? sql`d.kind = ${filter.kind}` : sql`true`})`
}

/** Devices booked ahead, the soonest first. */
export const bookingList: ListSpec<BookingRow> = {
  path: '/bookings',
  action: 'booking.list',
  title: 'Bookings',
  rows: (_tx, ask, filter) => rows(ask, filter),
  filters: [
    { name: 'q', label: 'Who, device or booking' },
    { name: 'status', label: 'How it stands', options: choices(BOOKING_STATUSES) },
    { name: 'kind', label: 'Kind', options: choices(KINDS) },
  ],
  columns: [
    {
      label: 'Booking',
      text: (row) => row.reference,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/bookings/${row.reference}`}>
          {row.reference}
        </a>
      ),
      sort: 'reference',
    },
    { label: 'For', text: (row) => row.borrower, sort: 'borrower' },
    { label: 'Device', text: (row) => `${row.device} ${kindWord(row.kind)}` },
    {
      label: 'Collects',
      text: (row) => row.starts_on,
      cell: (row) => formatDateShort(row.starts_on, row.today),
      sort: 'starts_on',
    },
    { label: 'Until', text: (row) => row.ends_on, cell: (row) => formatDateShort(row.ends_on, row.today), sort: 'ends_on' },
    { label: 'At', text: (row) => row.place },
    {
      label: 'How it stands',
      text: (row) => BOOKING_STATUSES[row.status as BookingStatus],
      cell: (row) => <BookingTag status={row.status} />,
    },
  ],
  sort: { by: 'turn', dir: 'asc' },
  empty: () => 'Nothing is booked. Open a person or a partner, and choose “Book ahead”.',
  actions: (ask) => (
    <a class="govuk-link" href={`${ask.base}/availability`}>
      When is a device free?
    </a>
  ),
}
