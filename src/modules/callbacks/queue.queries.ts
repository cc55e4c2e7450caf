import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { SafeWindow } from '#modules/reach'
import type { Count } from '#platform/counts'
import type { Tx } from '#platform/db'
import { isId } from '#platform/ids'
import { prepared } from '#platform/prepared'
import { isRingingTime, type Part } from './try-rules'

/** Someone owed a call, as a worker needs to see it. */
export interface QueueRow {
  readonly id: string
  readonly person_id: string
  readonly person: string
  readonly say_name: string
  readonly language: string
  readonly interpreter: boolean
  readonly about_type: string
  readonly about_id: string
  readonly why: string
  readonly script: string
  readonly priority: number
  readonly tries: number
  readonly due_from: Date
  readonly due_until: Date | null
  /** Who has them in hand now. */
  readonly held: string | null
  readonly held_by_reader: boolean
  /** It is the reader's own, and due: their own come before what is as pressing. */
  readonly mine: boolean
  /** The colleague it is left to for now, whom “Next call” gives it and not the reader; until when. */
  readonly kept_for: string | null
  readonly kept_until: Date
  readonly safe_plan: boolean
  readonly can_ring: boolean
  /** Through whom they are rung, where they have no number of their own or chose it; empty for everyone else. */
  readonly through: string
  /** For whom they asked, where the call is about somebody else's request; null otherwise. */
  readonly for_name: string | null
  readonly in_window: boolean
  /** The only times it is safe to ring; empty when any will do. */
  readonly safe_windows: readonly SafeWindow[]
}

/** Their safe times, in London wall-clock time, which are theirs to choose; with none, any time when people are rung. */
const inWindow = (at: Date, isRinging = isRingingTime(at)): RawBuilder<SqlBool> => sql<SqlBool>`(
  case when r.safe_windows = '[]'::jsonb then ${isRinging}::boolean else exists (
    select from jsonb_array_elements(r.safe_windows) as w
    where w ->> 'day' = trim(to_char(${at}::timestamptz at time zone 'Europe/London', 'day'))
      and to_char(${at}::timestamptz at time zone 'Europe/London', 'HH24:MI') >= w ->> 'from'
      and to_char(${at}::timestamptz at time zone 'Europe/London', 'HH24:MI') < w ->> 'until') end)`

/** A number that works and nothing that forbids ringing it, or someone to ring for them: of one person, `canBeRung` in reach. */
export const CAN_RING = sql<SqlBool>`(not r.gone and r.holds_consent and (r.rings_through or r.takes_calls))`

/** Still of use now, and not before its time. */
const isDue = (at: Date): RawBuilder<SqlBool> =>
  sql<SqlBool>`(c.due_from <= ${at} and (c.not_after is null or c.not_after > ${at}))`

const isWaiting = (allianceId: string, at: Date): RawBuilder<SqlBool> =>
  sql<SqlBool>`c.alliance_id = ${allianceId} and c.status = 'waiting' and (c.not_after is null or c.not_after > ${at})`

/** Whose call it is: of whoever answers for the request it is about, else of whoever promised it. */
const OWNER = sql`coalesce(q.owner_id, c.asked_by)`
const REQUEST = sql`left join request q on c.about_type = 'request' and q.alliance_id = c.alliance_id and q.id = c.about_id`

/** Whoever has left is on no shift, whatever it was to last: what was theirs is everybody's. */
const IS_HERE = sql<SqlBool>`not exists (
  select from account gone where gone.alliance_id = s.alliance_id and gone.id = s.account_id and gone.closed_at is not null)`

const ownersShift = (at: Date) =>
  sql`left join call_shift s on s.alliance_id = c.alliance_id and s.account_id = ${OWNER} and s.until > ${at} and ${IS_HERE}`

/** Somebody's own stay theirs for an hour while they are on shift, unless they are pressing. */
const isLeftTo = (account: string | null, at: Date): RawBuilder<SqlBool> => sql<SqlBool>`(s.account_id is not null
  and s.account_id is distinct from ${account} and c.priority = 0 and c.due_from > ${at}::timestamptz - interval '1 hour')`

/** Those of these call-backs, as a worker needs to see them. */
const shown = (calls: RawBuilder<unknown>, at: Date, account: string | null) => sql`
  select c.id, c.person_id, p.reference as person, r.say_name, r.language, r.interpreter, c.about_type, c.about_id, c.why, c.script,
    c.priority, c.tries, c.due_from, c.due_until, a.name as held,
    coalesce(h.account_id = ${account}, false) as held_by_reader, c.due_from <= ${at} and coalesce(${OWNER} = ${account}, false) as mine,
    case when c.due_from <= ${at} and ${isLeftTo(account, at)} then o.name end as kept_for,
    c.due_from + interval '1 hour' as kept_until, r.safe_plan, r.safe_windows, ${CAN_RING} as can_ring,
    case when r.rings_through then r.reach_through else '' end as through, f.name as for_name, ${inWindow(at)} as in_window
  from (${calls}) as c
  join person p on p.alliance_id = c.alliance_id and p.id = c.person_id
  join person_reach r on r.alliance_id = c.alliance_id and r.person_id = c.person_id
  left join call_hold h on h.alliance_id = c.alliance_id and h.person_id = c.person_id and h.until > ${at}
  left join account a on a.alliance_id = h.alliance_id and a.id = h.account_id
  ${REQUEST} ${ownersShift(at)}
  left join account o on o.alliance_id = s.alliance_id and o.id = s.account_id
  left join person f on f.alliance_id = q.alliance_id and f.id = q.person_id and q.person_id <> c.person_id`

/** As many as fit on a screen. */
const QUEUE_PAGE = 25

/**
 * What is due comes first, the most pressing before the rest, of those the reader's own; then what is still to come. As it is shown,
 * it is handed out.
 */
const pressing = (at: Date) =>
  sql`c.due_from > ${at}::timestamptz, case when c.due_from > ${at} then 0 else -c.priority end, not c.mine, c.due_from, c.id`

export interface Queue {
  readonly rows: readonly QueueRow[]
  /** How many call-backs are due in all. */
  readonly due: number
  /** The place in the queue of the last call-back shown, when there are more after it. */
  readonly after: string | null
}

/** What a place in the queue is made of, for an address: a call-back may move or go while somebody reads on from where it was. */
const placeOf = ({ priority, mine, due_from, id }: QueueRow): string =>
  `${priority}${mine ? 'm' : ''}_${due_from.getTime()}_${id}`

/** Whether this is a place in the queue, as its pages give one. */
export const isQueuePlace = (text: unknown): text is string =>
  typeof text === 'string' && /^\dm?_\d{1,14}_/.test(text) && isId(text.split('_')[2]) && text.split('_').length === 3

const pastPlace = (place: string, at: Date): RawBuilder<SqlBool> => {
  const [priority, from, id] = place.split('_')
  const due = new Date(Number(from))
  const [later, rank] = due > at ? [true, 0] : [false, -Number.parseInt(String(priority), 10)]
  const others = later || !priority?.endsWith('m')
  return sql`(${pressing(at)}) > (${later}::boolean, ${rank}::integer, ${others}::boolean, ${due}::timestamptz, ${id}::uuid)`
}

/** One page of the queue as it stands at a moment for whoever reads it, from the start or from after a place in it. */
export const callQueue = async (
  tx: Tx,
  allianceId: string,
  at: Date,
  account: string | null,
  after: string | null = null,
): Promise<Queue> => {
  const all = sql`from call_back c where ${isWaiting(allianceId, at)}`
  const due = sql`select c.*, coalesce(${OWNER} = ${account}, false) as mine from call_back c ${REQUEST}
    where ${isWaiting(allianceId, at)} and c.due_from <= ${at}`
  const later = sql`select c.*, false as mine ${all} and c.due_from > ${at}`
  const past = after === null ? sql`true` : pastPlace(after, at)
  const most = sql`limit ${sql.lit(QUEUE_PAGE + 1)}`
  // What is still to come may be very much: it is read in the order of its index, and no further than it is shown.
  const page = sql`select c.* from (
    (select c.* from (${due}) as c where ${past} order by -c.priority, not c.mine, c.due_from, c.id ${most}) union all
    (select c.* from (${later}) as c where ${past} order by c.due_from, c.id ${most})) as c order by ${pressing(at)} ${most}`
  const { rows } = await sql<QueueRow & Pick<Queue, 'due'>>`
    select *, (select count(*) ${all} and c.due_from <= ${at}) as due from (${shown(page, at, account)}) as c
    order by ${pressing(at)}`.execute(tx)
  const last = rows.length > QUEUE_PAGE ? rows[QUEUE_PAGE - 1] : undefined
  return { rows: rows.slice(0, QUEUE_PAGE), due: rows[0]?.due ?? 0, after: last ? placeOf(last) : null }
}

/** What we owe one person a call about, for whoever has them on the line: how to reach them is not asked. */
export const owedTo = prepared((tx, allianceId: string, person: string, at: Date) =>
  tx
    .selectFrom('call_back as c')
    .leftJoin('request as q', (join) =>
      join
        .on('c.about_type', '=', 'request')
        .onRef('q.alliance_id', '=', 'c.alliance_id')
        .onRef('q.id', '=', 'c.about_id')
        .onRef('q.person_id', '<>', 'c.person_id'),
    )
    .leftJoin('person as f', (join) => join.onRef('f.alliance_id', '=', 'q.alliance_id').onRef('f.id', '=', 'q.person_id'))
    .select(['c.id', 'c.about_id', 'c.cause', 'c.why', 'c.script', 'c.tries', 'c.due_from', 'c.due_until', 'f.name as for_name'])
    .where(isWaiting(allianceId, at))
    .where('c.person_id', '=', person)
    .orderBy('c.priority', 'desc')
    .orderBy('c.due_from')
    .orderBy('c.id'),
)

export type OwedCall = Awaited<ReturnType<typeof owedTo>>[number]

/** What we owe one person a call about. */
export const callBacksOf = async (tx: Tx, allianceId: string, person: string, at: Date): Promise<QueueRow[]> => {
  const theirs = sql`select c.* from call_back c where ${isWaiting(allianceId, at)} and c.person_id = ${person}`
  const { rows } = await sql<QueueRow>`${shown(theirs, at, null)} order by c.priority desc, c.due_from, c.id`.execute(tx)
  return rows
}

/** People a worker may be handed now, in the order of their queue. */
export const handOut = async (tx: Tx, allianceId: string, account: string, at: Date, most: number): Promise<string[]> => {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from (
      select distinct on (c.person_id) c.id, c.person_id, c.priority, c.due_from, coalesce(${OWNER} = ${account}, false) as mine
      from call_back c
        join person_reach r on r.alliance_id = c.alliance_id and r.person_id = c.person_id
        left join call_hold h on h.alliance_id = c.alliance_id and h.person_id = c.person_id and h.until > ${at}
        ${REQUEST} ${ownersShift(at)}
      where c.alliance_id = ${allianceId} and c.status = 'waiting' and ${isDue(at)}
        and h.person_id is null and ${CAN_RING} and ${inWindow(at)} and not ${isLeftTo(account, at)}
      order by c.person_id, c.priority desc, mine desc, c.due_from, c.id
    ) as due
    order by priority desc, mine desc, due_from, id limit ${most}`.execute(tx)
  return rows.map(({ person_id }) => person_id)
}

/** How many people can be rung now, counted to 99: whom somebody has in hand is still to be rung. */
export const countToRing = (allianceId: string, at: Date, isRinging?: boolean): Count => sql`
  select count(*) from (
    select c.person_id from (select distinct c.person_id from call_back c
      where c.alliance_id = ${allianceId} and c.status = 'waiting' and ${isDue(at)}) as c
    join person_reach r on r.alliance_id = ${allianceId} and r.person_id = c.person_id
    where ${CAN_RING} and ${inWindow(at, isRinging)} limit 100) as few`

export interface InHand {
  readonly id: string
  readonly person: string
  readonly name: string
}

/** Whom a worker has in hand, owes a call and may ring now; null for one who only has a desk open, or at no time to ring. */
export const inHand = async (tx: Tx, allianceId: string, account: string | null, at: Date): Promise<InHand | null> => {
  const { rows } = await sql<InHand>`
    select p.id, p.reference as person, p.name from call_hold h
    join person p on p.alliance_id = h.alliance_id and p.id = h.person_id
    join person_reach r on r.alliance_id = h.alliance_id and r.person_id = h.person_id
    where h.alliance_id = ${allianceId} and h.account_id = ${account} and h.until > ${at} and ${CAN_RING} and ${inWindow(at)}
      and exists (select from call_back c where c.alliance_id = h.alliance_id and c.person_id = h.person_id
        and c.status = 'waiting' and ${isDue(at)})`.execute(tx)
  return rows[0] ?? null
}

/** Every try of these call-backs since they were asked for, by call-back. */
export const triesOf = (tx: Tx, allianceId: string, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('call_back_try as t')
        .innerJoin('call_back as c', (join) =>
          join.onRef('c.id', '=', 't.call_back_id').onRef('c.alliance_id', '=', 't.alliance_id'),
        )
        .select(['t.call_back_id', 't.tried_on as on', 't.tried_at', 't.result', sql<Part>`t.part`.as('part')])
        .where('t.alliance_id', '=', allianceId)
        .where('t.call_back_id', 'in', [...ids])
        .whereRef('t.tried_at', '>=', 'c.asked_at')
        .orderBy('t.tried_at')
        .execute()
