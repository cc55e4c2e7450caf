import { sql } from 'kysely'
import type { Work } from '#platform/command'

/** Keeps which of the numbers that a plan alone holds take no texts, before those other than `safe` go: STOP outlives its number here. */
export const keepStopped = async ({ tx, allianceId }: Work, personId: string, safe: string | null): Promise<void> => {
  await sql`insert into stopped_number (alliance_id, person_id, number, texts_stopped_at)
    select alliance_id, person_id, number, texts_stopped_at from person_phone
    where alliance_id = ${allianceId} and person_id = ${personId} and of_plan and texts_stopped_at is not null
      and number is distinct from ${safe}
    on conflict do nothing`.execute(tx)
}

/** Numbers of theirs that came back take no texts still, where their owner had said so. */
export const stopAgain = async ({ tx, allianceId }: Work, personId: string): Promise<void> => {
  await sql`with back as (
      delete from stopped_number s using person_phone t
      where s.alliance_id = ${allianceId} and s.person_id = ${personId}
        and t.alliance_id = s.alliance_id and t.person_id = s.person_id and t.number = s.number
      returning s.alliance_id, s.person_id, s.number, s.texts_stopped_at)
    update person_phone t set texts_stopped_at = coalesce(t.texts_stopped_at, back.texts_stopped_at) from back
    where t.alliance_id = back.alliance_id and t.person_id = back.person_id and t.number = back.number`.execute(tx)
}
