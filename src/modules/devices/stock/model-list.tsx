import { sql } from 'kysely'
import { today } from '#platform/clock'
import type { Ask } from '#platform/http/ask'
import type { ListSpec } from '#platform/list'
import { formatDate } from '#ui/format'
import { can } from '#ui/layout'
import { choices, type DeviceKind, KINDS } from './device'

interface ModelRow {
  readonly id: string
  readonly kind: string
  readonly make: string
  readonly model: string
  readonly many: number
  readonly ready: number
  readonly lent: number
  readonly support: string
}

const GONE = sql`('given', 'sold', 'recycled')`

const modelRows = (allianceId: string, { kind, q }: { kind?: string | undefined; q?: string | undefined }) => sql<ModelRow>`(
  select md5(kind || lower(make) || '|' || lower(model))::uuid as id, kind, min(make) as make, min(model) as model, count(*)::int as many,
    count(*) filter (where status = 'ready')::int as ready, count(*) filter (where status = 'on_loan')::int as lent,
    coalesce(min(support_ends_on)::text, '9999') as support
  from device
  where alliance_id = ${allianceId} and status not in ${GONE} and ${kind ? sql`kind = ${kind}` : sql`true`}
    and ${q ? sql`(make || ' ' || model) ilike ${`%${q}%`}` : sql`true`}
  group by kind, lower(make), lower(model))`

const named = ({ make, model }: ModelRow): string => [make, model].filter(Boolean).join(' ') || 'Not said'

const nameCell = (row: ModelRow, ask: Ask) => (
  <a class="govuk-link" href={`${ask.base}/devices?q=${encodeURIComponent(row.model || row.make)}`}>
    {named(row)}
  </a>
)

/** Every model in the stock, once: how many there are, are ready and are out, and when the first of them gets no more updates. */
export const modelList: ListSpec<ModelRow> = {
  path: '/device-models',
  action: 'device.list',
  title: 'Models',
  rows: (_tx, ask, filter) => modelRows(ask.ctx.allianceId, filter),
  filters: [
    { name: 'q', label: 'Make or model' },
    { name: 'kind', label: 'Kind', options: choices(KINDS) },
  ],
  columns: [
    { label: 'Model', text: named, cell: nameCell, sort: 'model' },
    { label: 'Kind', text: ({ kind }) => KINDS[kind as DeviceKind], sort: 'kind' },
    { label: 'In stock', text: ({ many }) => many, sort: 'many', num: true },
    { label: 'Ready', text: ({ ready }) => ready, sort: 'ready', num: true },
    { label: 'Out', text: ({ lent }) => lent, sort: 'lent', num: true },
    {
      label: 'First updates to end',
      text: ({ support }) => (support === '9999' ? '' : support),
      cell: ({ support }, ask) =>
        support === '9999' ? (
          ''
        ) : (
          <span class={support < today(ask.ctx.clock) ? 'digiknow-late' : undefined}>{formatDate(support)}</span>
        ),
      sort: 'support',
    },
  ],
  sort: { by: 'many', dir: 'desc' },
  empty: () => 'No devices in stock yet.',
  actions: (ask) =>
    can(ask, 'device.record') && (
      <a class="govuk-link" href={`${ask.base}/devices`}>
        All devices
      </a>
    ),
}
