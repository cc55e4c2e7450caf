import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { OneBack, Parted } from './follow-back'

/**
 * What the journal told of the kept person since, about records that went back, is told of the other from now on. The journal is only
 * ever added to: their own page gets it as well, and the kept one leaves it out.
 */
export const eventsBack = async (tx: Tx, rows: readonly OneBack[], parted: Parted): Promise<void> => {
  const ids = [...new Set(rows.map(({ id }) => String(id)))]
  const types = [...new Set(rows.map(({ table }) => table))]
  const { alliance_id, id, kept_id, merged_id } = parted
  await sql`
    with gone as (
      select e.id from event_link mine join event e on e.alliance_id = mine.alliance_id and e.id = mine.event_id
      where mine.alliance_id = ${alliance_id} and mine.subject_type = 'person' and mine.subject_id = ${kept_id} and mine.event_id > ${id}
        and e.person_id = ${kept_id} and (e.about_id = any(${ids}::uuid[]) or exists (
          select from event_link l where l.alliance_id = e.alliance_id and l.subject_type = any(${types}::text[])
            and l.subject_id = any(${ids}::uuid[]) and l.event_id = e.id))
    ), told as (
      insert into event_link (alliance_id, subject_type, subject_id, event_id)
      select ${alliance_id}::uuid, 'person', ${merged_id}::uuid, id from gone on conflict do nothing
    )
    insert into event_gone_back (alliance_id, subject_id, event_id)
    select ${alliance_id}::uuid, ${kept_id}::uuid, id from gone on conflict do nothing`.execute(tx)
}
