import { sql } from 'kysely'
import type { Actor } from '#platform/access'
import type { Tx } from '#platform/db'
import { type Refusal, refuse } from '#platform/outcome'

/** Everyone else's records are the coordinators' to settle: whoever is there for people kept apart has theirs alone. */
export const seesApartOnly = ({ roles, kind }: Actor): boolean => kind === 'account' && !roles.includes('coordinator')

const NOT_THEIRS = refuse('coordinators', 'Neither record is kept apart. Please ask a coordinator to do this.')

interface Asking {
  readonly allianceId: string
  readonly actor: Actor
}

/** Refuses `coordinators` to a guardian when none of these people is kept apart. With `before`, having been is enough. */
export const notTheirs = async (
  tx: Tx,
  { allianceId, actor }: Asking,
  people: readonly string[],
  before = false,
): Promise<Refusal | null> => {
  if (!seesApartOnly(actor)) return null
  const { rows } = await sql`
    select from restricted_person where alliance_id = ${allianceId} and person_id = any(${people}::uuid[])
    union all
    select from event_link l join event e on e.alliance_id = l.alliance_id and e.id = l.event_id
    where ${before} and l.alliance_id = ${allianceId} and l.subject_type = 'person' and l.subject_id = any(${people}::uuid[])
      and e.action = 'person.restrict' limit 1`.execute(tx)
  return rows.length > 0 ? null : NOT_THEIRS
}
