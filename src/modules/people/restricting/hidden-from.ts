import { sql } from 'kysely'
import { type Action, MAY, type Role } from '#platform/access'
import type { Work } from '#platform/command'

const SEE: readonly Role[] = MAY['person.see-restricted' satisfies Action]

/** Which accounts may not see this person now: all but the guardians and those named, where the record is kept apart; else none. */
export const hiddenFrom = async ({ tx, allianceId, at }: Work, personId: string): Promise<(account: string) => boolean> => {
  const { rows } = await sql<{ readers: string[] }>`
    select array(
      select o.account_id from restricted_reader o
      where o.alliance_id = r.alliance_id and o.person_id = r.person_id and (o.until is null or o.until > ${at})
      union
      select g.account_id from account_role g where g.alliance_id = r.alliance_id and g.role = any(${[...SEE]}::text[])) as readers
    from restricted_person r where r.alliance_id = ${allianceId} and r.person_id = ${personId}`.execute(tx)
  const [apart] = rows
  return (account) => apart !== undefined && !apart.readers.includes(account)
}
