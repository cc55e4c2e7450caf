import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import type { Reach } from './choose-way'

/** How these people may be reached at this moment, by their id. */
export const reachOf = async (tx: Tx, allianceId: string, people: readonly string[]): Promise<ReadonlyMap<string, Reach>> => {
  const { rows } = await sql<Reach & { person: string }>`
    select person_id as person, say_name as "sayName", language, ways, phones, emails, postal, do_not_call as "doNotCall",
      never_text as "neverText", never_write as "neverWrite", gone, restricted, holds_consent as "holdsConsent",
      large_print as "largePrint", safe_plan as "safePlan", safe_number as "safeNumber", safe_windows as "safeWindows",
      our_name as "ourName"
    from person_reach where alliance_id = ${allianceId} and person_id = any(${people}::uuid[])`.execute(tx)
  return new Map(rows.map(({ person, ...reach }) => [person, reach]))
}
