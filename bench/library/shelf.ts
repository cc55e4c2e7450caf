import { sql } from 'kysely'
import { systemActor } from '../../src/platform/access'
import { addDays, clockAt } from '../../src/platform/clock'
import type { Ctx } from '../../src/platform/command'
import type { Database } from '../../src/platform/db'
import { newId } from '../../src/platform/ids'

/** A device of the shelf, and the last references that were made of it. */
export interface Shelved {
  readonly id: string
  readonly reference: string
  loan: string
  booking: string
}

/** A small library for people to pull at from all sides. */
export interface Shelf {
  readonly devices: readonly Shelved[]
  readonly people: readonly string[]
  readonly places: readonly string[]
  /** As a librarian, or as the system, at a moment. */
  readonly as: (who: 'librarian' | 'system', day: string) => Ctx
  readonly db: Database
  readonly allianceId: string
}

const AT = '2026-01-05T09:00:00Z'

const many = (count: number): number[] => Array.from({ length: count }, (_, at) => at)

/** Both places are closed for the same days, again and again: nobody may be asked to come, or to be done, on one of them. */
const closedDays = (places: readonly { readonly id: string }[]) =>
  many(300).flatMap((nth) => {
    const starts_on = addDays('2026-01-10', nth * 17)
    return places.map(({ id }) => ({ place_id: id, starts_on, ends_on: addDays(starts_on, 1 + (nth % 6)), why: 'A stocktake' }))
  })

/** An alliance with a few wiped devices, two places and some people, straight into the tables. */
export const stockShelf = async (db: Database, devices: number): Promise<Shelf> => {
  const allianceId = newId()
  const own = { alliance_id: allianceId }
  const shelf = await db.transaction({ allianceId }, async (tx) => {
    await tx
      .insertInto('alliance')
      .values({ id: allianceId, slug: `s${allianceId.slice(-12)}`, name: 'Shelf', borough: 'Shelf' })
      .execute()
    const places = many(2).map((at) => ({ ...own, id: newId(), name: `Place ${at}`, kind: 'library' }))
    await tx.insertInto('place').values(places).execute()
    await tx
      .insertInto('place_closure')
      .values(closedDays(places).map((days) => ({ ...own, id: newId(), ...days })))
      .execute()
    const people = await tx
      .insertInto('person')
      .values(many(8).map((at) => ({ ...own, id: newId(), name: `Ann Example ${at}`, created_on: '2026-01-05' })))
      .returning('reference')
      .execute()
    const made = await tx
      .insertInto('device')
      .values(
        many(devices).map(() => ({
          ...{ ...own, id: newId(), kind: 'tablet', status: 'ready', place_id: places[0]?.id ?? null, added_on: '2026-01-05' },
        })),
      )
      .returning(['id', 'reference'])
      .execute()
    const wiped = { wiped_on: '2026-01-05', method: 'factory_reset', passed: true, done_by: 'Shelf', recorded_at: new Date(AT) }
    await tx
      .insertInto('wipe')
      .values(made.map(({ id }) => ({ ...own, id: newId(), device_id: id, ...wiped })))
      .execute()
    return { places, people, made }
  })
  const actor = { ...systemActor, kind: 'account' as const, name: 'Librarian', roles: ['librarian' as const] }
  return {
    ...{ db, allianceId, places: shelf.places.map(({ id }) => id), people: shelf.people.map(({ reference }) => reference) },
    devices: shelf.made.map((device) => ({ ...device, loan: 'L-0000', booking: 'B-0000' })),
    as: (who, day) => ({ db, allianceId, actor: who === 'system' ? systemActor : actor, clock: clockAt(`${day}T12:00:00Z`) }),
  }
}

/**
 * Days promised twice, read from the loans, bookings and transfers themselves and not from the calendar that guards them;
 * devices that stand where their loan says they do not; and days on which someone would come to a closed door.
 */
export const doublesOn = ({ db, allianceId }: Shelf): Promise<string[]> =>
  db.transaction({ allianceId, readOnly: true }, async (tx) => {
    const { rows } = await sql<{ wrong: string }>`
      with promised as (
        select id, device_id, coalesce(collected_on, (promised_at at time zone 'Europe/London')::date) as first_day,
          case status when 'promised' then planned_until + turnaround_days else due_on + turnaround_days end as past_day
        from loan where status in ('promised', 'on_loan', 'lost')
        union all select id, device_id, starts_on - lead_days, ends_on + turnaround_days from booking where status = 'booked'
        union all select id, device_id, sent_on, due_on from device_transfer where arrived_on is null and due_on > sent_on and serves is null
      )
      select 'twice: ' || one.id || ' and ' || other.id as wrong from promised one join promised other
        on other.device_id = one.device_id and other.id > one.id and other.first_day < one.past_day and one.first_day < other.past_day
      union all
      select 'kept beyond its calendar: ' || reference from loan where status = 'promised' and held_until > planned_until
      union all
      select 'booked for a day it is closed: ' || reference from booking b where b.status = 'booked' and exists (
        select 1 from place_closure c where c.place_id = b.place_id
          and (b.starts_on >= c.starts_on and b.starts_on < c.ends_on or b.ends_on >= c.starts_on and b.ends_on < c.ends_on))
      union all
      select 'kept until a day it is closed: ' || reference from loan l where l.status = 'promised' and l.held_until < l.planned_until
        and exists (select 1 from place_closure c where l.held_until >= c.starts_on and l.held_until < c.ends_on)
      union all
      select 'two open loans: ' || device_id from loan where status in ('promised', 'on_loan', 'lost') group by device_id having count(*) > 1
      union all
      select d.reference || ' is ' || d.status || ', its loan ' || coalesce(l.status, 'none') from device d
        left join loan l on l.device_id = d.id and l.status in ('promised', 'on_loan', 'lost')
        where (l.status is null and d.status not in ('ready', 'to_wipe')) or (l.status is not null and l.status <> d.status)
      union all
      select 'booked and lent: ' || b.reference from booking b join loan l on l.booking_id = b.id and l.status <> 'cancelled'
        where b.status = 'booked'`.execute(tx)
    return rows.map(({ wrong }) => wrong)
  })
