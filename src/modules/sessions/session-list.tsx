import { sql } from 'kysely'
import { WAYS } from '#modules/champions'
import { matchingIds } from '#modules/people'
import { LONDON } from '#platform/clock'
import { containing, type Filter, type ListSpec } from '#platform/list'
import { formatDateTime } from '#ui/format'
import { optionsOf } from '#ui/govuk'
import { can } from '#ui/layout'
import { SESSION_STATUS, type SessionStatus } from './session.moves'
import { SessionTag, wayWords } from './session-words'

interface SessionRow {
  readonly id: string
  readonly reference: string
  readonly kind: string
  readonly way: string
  readonly status: SessionStatus
  readonly about: string
  readonly champion: string
  readonly starts_at: Date
  readonly minutes: number | null
  readonly came: number
}

const KIND_WORDS = { one_to_one: 'One to one', group: 'Group' } as const

const DAY = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/. ](\d{1,2})[/. ](\d{4}))$/

/** A day typed as 2026-03-27 or 27/3/2026; what is no day counts as not given. */
export const dayOf = (typed: string | undefined): string | null => {
  const [, year, month, day, ukDay, ukMonth, ukYear] = DAY.exec(typed?.trim() ?? '') ?? []
  const parts = year ? [year, month, day] : [ukYear, ukMonth, ukDay]
  if (!parts[0]) return null
  const iso = parts.map((part) => String(part).padStart(2, '0')).join('-')
  const real = new Date(`${iso}T12:00:00Z`)
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(iso) ? iso : null
}

/** Those with those words in the title or the reference; and, for who may read people, with a person who matches. */
const found = (allianceId: string, typed: string, byPerson: boolean) => {
  const ids = byPerson ? matchingIds(allianceId, typed) : null
  const people = ids
    ? sql`exists (select 1 from attendance a where a.alliance_id = s.alliance_id and a.session_id = s.id and a.person_id in (${ids}))`
    : sql`false`
  return sql<boolean>`(${people} or s.title ilike ${containing(typed)} or s.reference = ${typed.toUpperCase()})`
}

const from = (filter: Filter) => dayOf(filter.from)
const until = (filter: Filter) => dayOf(filter.to)

const came = sql<number>`s.head_count + (select count(*) from attendance a where a.alliance_id = s.alliance_id and a.session_id = s.id
  and a.status = case when s.status = 'held' then 'attended' else 'booked' end)`

/** Every session, planned and held. Names of learners only for those who may read people. */
export const sessionList: ListSpec<SessionRow> = {
  path: '/sessions',
  action: 'session.list',
  title: 'Sessions',
  rows: (tx, ask, filter) =>
    tx
      .selectFrom('session as s')
      .leftJoin('champion as c', (join) => join.onRef('c.id', '=', 's.champion_id').onRef('c.alliance_id', '=', 's.alliance_id'))
      .leftJoin('person as q', (join) => join.onRef('q.id', '=', 'c.person_id').onRef('q.alliance_id', '=', 'c.alliance_id'))
      .leftJoin('request as r', (join) => join.onRef('r.id', '=', 's.request_id').onRef('r.alliance_id', '=', 's.alliance_id'))
      .leftJoin('person as p', (join) => join.onRef('p.id', '=', 'r.person_id').onRef('p.alliance_id', '=', 'r.alliance_id'))
      .select(['s.id', 's.reference', 's.kind', 's.way', 's.starts_at', 's.minutes'])
      .select([
        sql<SessionStatus>`s.status`.as('status'),
        sql<string>`case when s.kind = 'group' then s.title when ${can(ask, 'person.read')} then coalesce(p.name, '') else '' end`.as(
          'about',
        ),
        sql<string>`coalesce(q.name, '')`.as('champion'),
        came.as('came'),
      ])
      .where('s.alliance_id', '=', ask.ctx.allianceId)
      .$if(filter.q !== undefined, (query) => query.where(found(ask.ctx.allianceId, String(filter.q), can(ask, 'person.read'))))
      .$if(filter.status !== undefined, (query) => query.where('s.status', '=', String(filter.status)))
      .$if(filter.kind !== undefined, (query) => query.where('s.kind', '=', String(filter.kind)))
      .$if(filter.way !== undefined, (query) => query.where('s.way', '=', String(filter.way)))
      .$if(from(filter) !== null, (query) =>
        query.where(sql<boolean>`s.starts_at >= ${from(filter)}::timestamp at time zone ${LONDON}`),
      )
      .$if(until(filter) !== null, (query) =>
        query.where(sql<boolean>`s.starts_at < (${until(filter)}::timestamp + interval '1 day') at time zone ${LONDON}`),
      ),
  filters: [
    { name: 'q', label: 'Find' },
    { name: 'status', label: 'Status', options: optionsOf(SESSION_STATUS) },
    { name: 'kind', label: 'Kind', options: optionsOf(KIND_WORDS) },
    { name: 'way', label: 'How', options: optionsOf(WAYS) },
    { name: 'from', label: 'From (day/month/year)' },
    { name: 'to', label: 'To (day/month/year)' },
  ],
  columns: [
    {
      label: 'Session',
      text: (row) => row.reference,
      cell: (row, ask) =>
        can(ask, 'session.read') ? (
          <a class="govuk-link" href={`${ask.base}/sessions/${row.reference}`}>
            {row.reference}
          </a>
        ) : (
          row.reference
        ),
    },
    { label: 'When', text: (row) => formatDateTime(row.starts_at), sort: 'starts_at' },
    { label: 'Who or what', text: (row) => row.about },
    { label: 'Kind', text: (row) => KIND_WORDS[row.kind as keyof typeof KIND_WORDS] },
    { label: 'How', text: (row) => wayWords(row.way) },
    { label: 'Champion', text: (row) => row.champion },
    {
      label: 'Status',
      text: (row) => SESSION_STATUS[row.status],
      cell: (row) => <SessionTag session={row} />,
      sort: 'status',
    },
    { label: 'People', text: (row) => row.came, num: true },
    { label: 'Minutes', text: (row) => row.minutes, num: true },
  ],
  sort: { by: 'starts_at', dir: 'desc' },
  empty: (ask) =>
    can(ask, 'session.plan-group') ? (
      <>
        Nothing yet. Sessions appear here when one is planned from a request, or when you{' '}
        <a class="govuk-link" href={`${ask.base}/sessions/new-group`}>
          plan a group session
        </a>
        .
      </>
    ) : (
      'Nothing yet. Sessions appear here when one is planned.'
    ),
  actions: (ask) =>
    can(ask, 'session.plan-group') && (
      <a class="govuk-button" href={`${ask.base}/sessions/new-group`}>
        Plan a group session
      </a>
    ),
}
