import { sql } from 'kysely'
import { addDays } from '#platform/clock'
import type { Tx } from '#platform/db'
import { isLendable } from '../stock/stock-rule'

export interface Wanted {
  readonly allianceId: string
  /** '' for any kind. */
  readonly kind: string
  /** Where it is to be collected; null where that does not matter. */
  readonly place: string | null
  /** Half open: [from, until). */
  readonly from: string
  readonly until: string
  readonly turnaroundDays: number
  readonly transferDays: number
  readonly today: string
}

export interface FreeDevice {
  readonly id: string
  readonly reference: string
  readonly kind: string
  readonly make: string
  readonly model: string
  readonly place: string | null
  /** Days it takes to bring it to the place. */
  readonly lead_days: number
}

/** Where device `d` will be when it is wanted: its last booking's place before that, where it is being sent, or where it is kept. */
const whereItIs = ({ allianceId, from }: Pick<Wanted, 'allianceId' | 'from'>) => sql`coalesce(
  (select b.place_id from booking b
    where b.alliance_id = ${allianceId} and b.device_id = d.id and b.status = 'booked' and b.starts_on < ${from}::date
    order by b.starts_on desc limit 1),
  (select t.to_place_id from device_transfer t
    where t.alliance_id = ${allianceId} and t.device_id = d.id and t.arrived_on is null order by t.sent_on desc limit 1),
  d.place_id)`

/** The days it takes to bring device `d` to the place. */
const leadDays = (wanted: Pick<Wanted, 'allianceId' | 'from' | 'place' | 'transferDays'>) =>
  wanted.place === null
    ? sql`0`
    : sql`case when coalesce(${whereItIs(wanted)}, ${wanted.place}::uuid) = ${wanted.place}::uuid then 0 else ${wanted.transferDays}::int end`

/**
 * Each device that is lent, and from when it could be: ready now, or after it is wiped. One that is out is free once it is due and
 * made ready, and one that is late is not counted on until it is back. What the alliance's rules keep from being lent is not lent.
 */
const standing = ({
  allianceId,
  kind,
  from,
  turnaroundDays,
  today,
}: Pick<Wanted, 'allianceId' | 'kind' | 'from' | 'turnaroundDays' | 'today'>) => sql`
  select d.id, d.reference, d.kind, d.make, d.model, d.place_id,
    case when d.status in ('to_wipe', 'returned', 'wiping', 'wiped', 'checked') then ${addDays(today, turnaroundDays)}::date else ${today}::date end as ready_on
  from device d
  where d.alliance_id = ${allianceId} and d.status in ('ready', 'to_wipe', 'returned', 'wiping', 'wiped', 'checked', 'promised', 'on_loan')
    and (${kind} = '' or d.kind = ${kind}) and ${isLendable(from, 'd')}
    and not exists (
      select 1 from loan l where l.alliance_id = ${allianceId} and l.device_id = d.id and l.status = 'on_loan' and l.due_on < ${today}::date)`

/**
 * The devices that are free for all of some days, those that need no transfer first, then those that leave the smallest gap. The
 * days on the way are looked at last: few devices come that far.
 */
export const freeDevices = async (tx: Tx, wanted: Wanted, most = 50): Promise<FreeDevice[]> => {
  const { allianceId, from, until, turnaroundDays } = wanted
  const { rows } = await sql<FreeDevice>`
    with d as materialized (
      select s.* from (${standing(wanted)}) s
      where s.ready_on <= ${from}::date and not exists (
        select 1 from device_claim c
        where c.alliance_id = ${allianceId} and c.device_id = s.id
          and c.ends_on > ${from}::date and c.starts_on < ${addDays(until, turnaroundDays)}::date)),
    near as materialized (select d.*, ${leadDays(wanted)} as lead_days from d)
    select n.id, n.reference, n.kind, n.make, n.model, p.name as place, n.lead_days
    from near n left join place p on p.alliance_id = ${allianceId} and p.id = n.place_id
    where n.lead_days = 0 or (n.ready_on <= ${from}::date - n.lead_days and not exists (
      select 1 from device_claim c
      where c.alliance_id = ${allianceId} and c.device_id = n.id and c.ends_on > ${from}::date - n.lead_days and c.starts_on < ${from}::date))
    order by n.lead_days, (
      select min(c.starts_on) from device_claim c
      where c.alliance_id = ${allianceId} and c.device_id = n.id and c.ends_on > ${until}::date) nulls last, n.reference
    limit ${most}`.execute(tx)
  return rows
}

export interface FreeDay {
  readonly starts_on: string
  readonly free: number
}

interface Weeks extends Omit<Wanted, 'until'> {
  readonly days: number
  readonly weeks: number
  readonly starts?: readonly string[]
}

/**
 * How many devices are free for a loan of so many days that starts on each of some days, a week apart unless they are given. Read from the gaps between
 * what each device is promised for: few are long enough.
 */
export const freeByWeek = async (tx: Tx, wanted: Weeks): Promise<FreeDay[]> => {
  const { allianceId, from, days, weeks, turnaroundDays } = wanted
  const span = days + turnaroundDays
  const starts = wanted.starts ?? Array.from({ length: weeks }, (_, nth) => addDays(from, nth * 7))
  const { rows } = await sql<FreeDay>`
    with d as materialized (${standing(wanted)}),
    standing as materialized (select d.*, ${leadDays(wanted)} as lead_days from d),
    edge as (
      select c.device_id, c.starts_on, c.ends_on from device_claim c where c.alliance_id = ${allianceId}
      union all select id, 'infinity'::date, 'infinity'::date from standing),
    gap as (
      select device_id, lag(ends_on, 1, '-infinity'::date) over (partition by device_id order by starts_on) as from_on, starts_on as until_on
      from edge),
    long as (
      select s.lead_days, greatest(g.from_on, s.ready_on) as from_on, g.until_on
      from gap g join standing s on s.id = g.device_id
      where g.from_on < 'infinity' and g.until_on >= greatest(g.from_on, s.ready_on, ${addDays(from, -60)}::date) + ${span}::int),
    week as (select unnest(${starts}::text[])::date as starts_on)
    select w.starts_on, count(l.until_on)::int as free
    from week w left join long l on l.from_on <= w.starts_on - l.lead_days and l.until_on >= w.starts_on + ${span}::int
    group by w.starts_on order by w.starts_on`.execute(tx)
  return rows
}
