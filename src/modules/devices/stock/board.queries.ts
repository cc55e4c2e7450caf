import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { weekEnd } from '../loans/loan'

export interface LaneDevice {
  readonly lane: string
  readonly many: number
  readonly reference: string
  readonly kind: string
  readonly due_on: string | null
  readonly with_whom: string
  readonly place: string
}

/** How many devices stand in each lane of the board, with the first few of each. A device out late stands in two lanes. */
export const readBoard = async (tx: Tx, allianceId: string, today: string, most = 2): Promise<LaneDevice[]> => {
  const { rows } = await sql<LaneDevice>`
    with standing as (
      select d.reference, d.kind, l.due_on, coalesce(p.name, o.name, '') as with_whom, coalesce(pl.name, '') as place,
        unnest(array_remove(array[d.status,
          case when d.status = 'on_loan' and l.due_on < ${today}::date then 'overdue'
            when d.status = 'on_loan' and l.due_on <= ${weekEnd(today)}::date then 'due_this_week' end], null)) as lane
      from device d
      left join loan l on l.alliance_id = d.alliance_id and l.device_id = d.id and l.status in ('promised', 'on_loan')
      left join person p on p.alliance_id = l.alliance_id and p.id = l.person_id
      left join partner o on o.alliance_id = l.alliance_id and o.id = l.partner_id
      left join place pl on pl.alliance_id = d.alliance_id and pl.id = d.place_id
      where d.alliance_id = ${allianceId} and d.status in ('to_wipe', 'returned', 'wiping', 'wiped', 'checked', 'ready', 'promised', 'on_loan', 'repair', 'missing')
    ), numbered as (
      select *, count(*) over (partition by lane)::int as many,
        row_number() over (partition by lane order by due_on nulls last, reference) as nth
      from standing
    )
    select lane, many, reference, kind, due_on, with_whom, place from numbered where nth <= ${most} order by lane, nth`.execute(
    tx,
  )
  return rows
}
