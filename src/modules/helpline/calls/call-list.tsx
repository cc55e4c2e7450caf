import { sql } from 'kysely'
import { matchingIds } from '#modules/people'
import { ConcernOfOne } from '#modules/safeguarding'
import type { Tx } from '#platform/db'
import type { Ask } from '#platform/http/ask'
import type { Filter, ListSpec } from '#platform/list'
import { formatDateTime } from '#ui/format'
import { optionsOf } from '#ui/govuk'
import { can } from '#ui/layout'
import { DIRECTIONS, type Direction, RESULTS, type Result } from './call'

interface CallRow {
  readonly id: string
  readonly started_at: Date
  readonly person: string
  readonly name: string
  readonly direction: string
  readonly result: string
  readonly minutes: number
  readonly request: string | null
  readonly worker: string | null
}

const rows = (tx: Tx, ask: Ask, filter: Filter) => {
  // Those who count calls but may not open a person's record see the reference in place of the name.
  const mayKnow = can(ask, 'person.read')
  const ids = mayKnow ? matchingIds(ask.ctx.allianceId, filter.q ?? '') : null
  return tx
    .selectFrom('call as c')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
    .leftJoin('request as r', (join) => join.onRef('r.id', '=', 'c.request_id').onRef('r.alliance_id', '=', 'c.alliance_id'))
    .leftJoin('account as a', (join) => join.onRef('a.id', '=', 'c.account_id').onRef('a.alliance_id', '=', 'c.alliance_id'))
    .select(['c.id', 'c.started_at', 'c.direction', 'c.result', 'c.minutes', 'p.reference as person'])
    .select([mayKnow ? 'p.name' : 'p.reference as name', 'r.reference as request', 'a.name as worker'])
    .where('c.alliance_id', '=', ask.ctx.allianceId)
    .$if(ids !== null, (query) => query.where(sql<boolean>`c.person_id in (${ids ?? sql`null`})`))
    .$if(filter.direction !== undefined, (query) => query.where('c.direction', '=', String(filter.direction)))
    .$if(filter.result !== undefined, (query) => query.where('c.result', '=', String(filter.result)))
}

/** Every call, the latest first. What was said stays on the person's and the request's page. */
export const callList: ListSpec<CallRow> = {
  path: '/calls',
  action: 'call.list',
  title: 'Calls, the latest first',
  rows,
  filters: [
    { name: 'q', label: 'Person' },
    { name: 'direction', label: 'Who rang', options: optionsOf(DIRECTIONS) },
    { name: 'result', label: 'How it went', options: optionsOf(RESULTS) },
  ],
  columns: [
    {
      label: 'When',
      text: (row) => formatDateTime(row.started_at),
      cell: (row) => <span class="digiknow-nowrap">{formatDateTime(row.started_at)}</span>,
      sort: 'started_at',
    },
    {
      label: 'Person',
      text: (row) => row.name,
      cell: (row, ask) =>
        can(ask, 'person.read') ? (
          <a class="govuk-link" href={`${ask.base}/people/${row.person}`}>
            {row.name}
          </a>
        ) : (
          row.name
        ),
    },
    { label: 'Who rang', text: (row) => DIRECTIONS[row.direction as Direction] },
    { label: 'How it went', text: (row) => RESULTS[row.result as Result] },
    { label: 'Minutes', text: (row) => row.minutes, num: true },
    {
      label: 'Request',
      text: (row) => row.request,
      cell: (row, ask) =>
        row.request &&
        (can(ask, 'request.read') ? (
          <a class="govuk-link" href={`${ask.base}/requests/${row.request}`}>
            {row.request}
          </a>
        ) : (
          row.request
        )),
    },
    { label: 'Who took it', text: (row) => row.worker },
    {
      label: 'Safety',
      text: () => null,
      cell: (row, ask) => (
        <ConcernOfOne
          ask={ask}
          about={{ person: row.person, call: row.id }}
          of={`the call of ${formatDateTime(row.started_at)} with ${row.name}`}
        />
      ),
      onScreenOnly: true,
    },
  ],
  sort: { by: 'started_at', dir: 'desc' },
  empty: (ask) =>
    can(ask, 'call.record') ? (
      <>
        No calls yet. The first will show here.{' '}
        <a class="govuk-link" href={`${ask.base}/calls/new`}>
          Record a call
        </a>
      </>
    ) : (
      'No calls yet. The first will show here.'
    ),
}
