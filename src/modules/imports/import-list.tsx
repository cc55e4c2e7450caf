import { containing, type ListSpec } from '#platform/list'
import { formatDateTime, formatNumber } from '#ui/format'
import type { ImportStatus } from './import.moves'
import { kindsFor } from './import.queries'
import { importerOf } from './kinds'

interface RunRow {
  readonly id: string
  readonly kind: string
  readonly filename: string
  readonly status: string
  readonly rows_written: number
  readonly rows_bad: number
  readonly created_at: Date
}

export const STATUS_WORDS: Readonly<Record<ImportStatus, string>> = {
  uploaded: 'Check and start',
  waiting: 'Waiting to start',
  running: 'Being brought in',
  done: 'Brought in',
  failed: 'Not brought in',
}

/** Files brought in, the newest first. */
export const importList: ListSpec<RunRow> = {
  path: '/imports',
  action: 'import.list',
  title: 'Bring records in',
  rows: (tx, ask, filter) =>
    tx
      .selectFrom('import_run')
      .select(['id', 'kind', 'filename', 'status', 'rows_written', 'rows_bad', 'created_at'])
      .where('alliance_id', '=', ask.ctx.allianceId)
      .where('kind', 'in', ['', ...kindsFor(ask.ctx.actor).map(({ kind }) => kind)])
      .$if(Boolean(filter.q), (query) => query.where('filename', 'ilike', containing(filter.q)))
      .$if(Boolean(filter.status), (query) => query.where('status', '=', filter.status ?? '')),
  filters: [
    { name: 'q', label: 'File' },
    {
      name: 'status',
      label: 'How it went',
      options: Object.entries(STATUS_WORDS).map(([value, label]) => ({ value, label })),
    },
  ],
  columns: [
    {
      label: 'File',
      text: (row) => row.filename,
      cell: (row, ask) => (
        <a class="govuk-link" href={`${ask.base}/imports/${row.id}`}>
          {row.filename}
        </a>
      ),
    },
    { label: 'Holds', text: (row) => importerOf(row.kind)?.label ?? row.kind },
    { label: 'How it went', text: (row) => STATUS_WORDS[row.status as ImportStatus] },
    { label: 'Brought in', text: (row) => row.rows_written, cell: (row) => formatNumber(row.rows_written), num: true },
    { label: 'To put right', text: (row) => row.rows_bad, cell: (row) => formatNumber(row.rows_bad), num: true },
    {
      label: 'Sent',
      text: (row) => row.created_at.toISOString(),
      cell: (row) => formatDateTime(row.created_at),
      sort: 'created_at',
    },
  ],
  sort: { by: 'created_at', dir: 'desc' },
  empty: () => 'Nothing has been brought in yet. Start with the list you have: a spreadsheet of your places, people or devices.',
  actions: (ask) => (
    <a class="govuk-button" href={`${ask.base}/imports/new`}>
      Bring in a file
    </a>
  ),
}
