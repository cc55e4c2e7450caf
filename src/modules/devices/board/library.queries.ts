import { sql } from 'kysely'
import { addDays } from '#platform/clock'
import type { Tx } from '#platform/db'

export interface Week {
  readonly starts_on: string
  readonly back: number
  readonly still: number
}

/** Twelve weeks from today: how many devices are due back in each, and how many people would still wait after it. */
export const readForecast = async (tx: Tx, allianceId: string, today: string): Promise<Week[]> => {
  const { rows } = await sql<Week>`
    with week as (select ${today}::date + nth * 7 as starts_on, nth from generate_series(0, 11) nth),
    kinds as (select unnest(array['tablet', 'laptop', 'phone', 'dongle', 'other']) as kind),
    due as (
      select w.starts_on, w.nth, k.kind, (select count(*) from loan l join device d on d.alliance_id = l.alliance_id and d.id = l.device_id
        where l.alliance_id = ${allianceId} and l.status = 'on_loan' and d.kind = k.kind and l.due_on >= w.starts_on and l.due_on < w.starts_on + 7) as back
      from week w cross join kinds k
    ), spare as (
      select d.starts_on, d.back,
        (select count(*) from device v where v.alliance_id = ${allianceId} and v.kind = d.kind
          and v.status in ('ready', 'to_wipe', 'returned', 'wiping', 'wiped', 'checked'))
        + sum(d.back) over (partition by d.kind order by d.nth)
        - (select count(*) from waiting a where a.alliance_id = ${allianceId} and a.kind = d.kind and a.status in ('waiting', 'offered', 'missed')) as over
      from due d
    )
    -- Whoever takes any device takes what is over of one kind or another
    select starts_on, sum(back)::int as back, (sum(greatest(0, -over)) + greatest(0,
      (select count(*) from waiting where alliance_id = ${allianceId} and kind is null and status in ('waiting', 'offered', 'missed'))
      - sum(greatest(0, over))))::int as still
    from spare group by starts_on order by starts_on`.execute(tx)
  return rows
}

export interface Used {
  readonly kind: string
  readonly devices: number
  readonly percent: number
}

/** Of the days each kind of device could have been out in the last 90, how many it was. */
export const readUse = async (tx: Tx, allianceId: string, today: string): Promise<Used[]> => {
  const from = addDays(today, -90)
  const { rows } = await sql<Used>`
    with own as (
      select id, kind, greatest(added_on, ${from}::date) as since from device
      where alliance_id = ${allianceId} and status not in ('given', 'sold', 'recycled', 'lost', 'stolen', 'missing') and added_on < ${today}::date
    ), out as (
      select o.kind, sum(greatest(0, least(coalesce(l.returned_on, ${today}::date), ${today}::date) - greatest(l.collected_on, o.since))) as days
      from own o join loan l on l.alliance_id = ${allianceId} and l.device_id = o.id and l.status in ('on_loan', 'returned') and l.collected_on < ${today}::date
      group by o.kind
    )
    select o.kind, count(*)::int as devices,
      round(100.0 * coalesce(max(out.days), 0) / greatest(sum(${today}::date - o.since), 1))::int as percent
    from own o left join out on out.kind = o.kind group by o.kind order by o.kind`.execute(tx)
  return rows
}

/** How many wait for each kind; without a kind, any will do. */
export const readQueue = async (tx: Tx, allianceId: string): Promise<{ kind: string; many: number }[]> => {
  const { rows } = await sql<{ kind: string; many: number }>`
    select coalesce(kind, '') as kind, count(*)::int as many from waiting
    where alliance_id = ${allianceId} and status in ('waiting', 'offered', 'missed') group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}
