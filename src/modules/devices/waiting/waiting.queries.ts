import { sql } from 'kysely'
import { addDays } from '#platform/clock'
import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { seeingAll } from '#platform/seeing-all'
import { isLendable } from '../stock/stock-rule'
import type { Supply } from './order'

/** First in line first: days waited, with the head start of what it is for; then who joined first. */
export const IN_LINE = sql`(w.joined_on - w.head_start_days), w.joined_on, w.id`

/**
 * Whether someone else waits for a device of this kind, and none that would do is ready for them: also someone kept apart, of whom
 * no more is said than that.
 */
export const someoneWaits = async (
  { tx, allianceId, today }: Work,
  kind: string,
  borrower: { readonly person_id: string | null; readonly partner_id: string | null },
): Promise<boolean> => {
  const query = sql<{ waits: boolean }>`
    select exists (
      select 1 from waiting w
      where w.alliance_id = ${allianceId} and w.status = 'waiting' and (w.kind is null or w.kind = ${kind})
        and (w.person_id is distinct from ${borrower.person_id}::uuid or w.partner_id is distinct from ${borrower.partner_id}::uuid)
        and not exists (
          select 1 from device
          where device.alliance_id = w.alliance_id and device.status = 'ready' and (w.kind is null or device.kind = w.kind)
            and ${isLendable(today)})) as waits`
  const { rows } = await seeingAll(tx, () => query.execute(tx))
  return rows[0]?.waits ?? false
}

export interface WaitingLine {
  readonly id: string
  readonly reference: string
  readonly status: string
  readonly kind: string | null
  readonly purpose: string
  readonly said_as: string
  readonly head_start_days: number
  readonly joined_on: string
  readonly person_id: string | null
  readonly partner_id: string | null
  readonly request_id: string | null
  readonly place_id: string | null
  readonly place: string | null
  readonly borrower: string
  readonly person: string | null
  readonly notes: string
  /** The device that is kept for them now, where there is one. */
  readonly loan: string | null
  readonly device: string | null
  readonly held_until: string | null
}

/** Those on the list, in line; one of them, or one person's, when told. */
export const readLine = async (
  tx: Tx,
  allianceId: string,
  only: { reference?: string; person?: string; request?: string; partner?: string } = {},
): Promise<WaitingLine[]> => {
  const { reference, person, request, partner } = only
  const open = reference ? sql`w.reference = ${reference.toUpperCase()}` : sql`w.status in ('waiting', 'offered', 'missed')`
  const { rows } = await sql<WaitingLine>`
    select w.id, w.reference, w.status, w.kind, w.purpose, why.said_as, w.head_start_days, w.joined_on, w.person_id, w.partner_id,
      w.request_id, w.place_id, pl.name as place, coalesce(p.name, o.name, 'Someone whose record is kept apart') as borrower,
      p.reference as person, w.notes, l.reference as loan, d.reference as device, l.held_until
    from waiting w
    join lending_purpose why on why.alliance_id = w.alliance_id and why.code = w.purpose
    left join person p on p.alliance_id = w.alliance_id and p.id = w.person_id
    left join partner o on o.alliance_id = w.alliance_id and o.id = w.partner_id
    left join place pl on pl.alliance_id = w.alliance_id and pl.id = w.place_id
    left join loan l on l.alliance_id = w.alliance_id and l.waiting_id = w.id and l.status = 'promised'
    left join device d on d.alliance_id = l.alliance_id and d.id = l.device_id
    where w.alliance_id = ${allianceId} and ${open}
      and ${person ? sql`w.person_id = ${person}::uuid` : sql`true`}
      and ${request ? sql`w.request_id = ${request}::uuid` : sql`true`}
      and ${partner ? sql`w.partner_id = ${partner}::uuid` : sql`true`}
    order by ${IN_LINE}`.execute(tx)
  return rows
}

const LATE_GUESS = 14

/** The devices that will come free and when: those due back and made ready, those being wiped; a late one is guessed at. */
export const readSupply = async (tx: Tx, allianceId: string, today: string): Promise<Supply[]> => {
  const { rows } = await sql<Supply>`
    select d.kind, case when d.status = 'ready' then ${today}::date when d.status in ('to_wipe', 'returned', 'wiping', 'wiped', 'checked') then ${addDays(today, 2)}::date
      when l.due_on < ${today}::date then ${addDays(today, LATE_GUESS)}::date else l.due_on + l.turnaround_days end as "on"
    from device d
    left join loan l on l.alliance_id = d.alliance_id and l.device_id = d.id and l.status = 'on_loan'
    where d.alliance_id = ${allianceId} and (d.status in ('ready', 'to_wipe', 'returned', 'wiping', 'wiped', 'checked') or (d.status = 'on_loan' and l.id is not null))
      and not exists (
        select 1 from device_claim c
        where c.alliance_id = d.alliance_id and c.device_id = d.id and c.source = 'booking' and c.starts_on < coalesce(l.due_on, ${today}::date) + 30)
    order by 2`.execute(tx)
  return rows
}

export interface Offerable {
  readonly device: string
  readonly waiting: string
}

/** The next device that is ready and free, and the first in line it suits, who has not said no to it before. */
export const nextOffer = async (
  tx: Tx,
  allianceId: string,
  today: string,
  tried: readonly string[],
): Promise<Offerable | undefined> => {
  const { rows } = await sql<Offerable>`
    select d.reference as device, w.reference as waiting
    from waiting w
    join device d on d.alliance_id = w.alliance_id and d.status = 'ready' and (w.kind is null or w.kind = d.kind)
    where w.alliance_id = ${allianceId} and w.status = 'waiting'
      and ${isLendable(today, 'd')}
      and not exists (
        select 1 from device_claim c
        where c.alliance_id = d.alliance_id and c.device_id = d.id and c.ends_on > ${today}::date and c.starts_on < ${addDays(today, 21)}::date)
      and not exists (
        select 1 from loan l where l.alliance_id = w.alliance_id and l.waiting_id = w.id and l.device_id = d.id)
      and not (d.reference || ' ' || w.reference = any(${tried}::text[]))
    order by ${IN_LINE}, coalesce(d.place_id = w.place_id, true) desc, d.reference
    limit 1`.execute(tx)
  return rows[0]
}
