import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { type Findable, writeTokens } from './person-tokens'

/** Writes anew what these people can be found by, from their records as they are now. */
export const refreshTokens = async (tx: Tx, allianceId: string, ids: readonly string[]): Promise<void> => {
  const { rows } = await sql<Findable>`
    select p.id, p.reference, p.name, p.known_as as "knownAs", p.postcode,
      array(select e.address from person_email e where e.alliance_id = p.alliance_id and e.person_id = p.id) as emails,
      array(select t.number from person_phone t where t.alliance_id = p.alliance_id and t.person_id = p.id) as phones,
      array(select m.reference from person m where m.alliance_id = p.alliance_id and m.merged_into = p.id) as formerly
    from person p where p.alliance_id = ${allianceId} and p.id = any(${ids}::uuid[]) and p.merged_into is null`.execute(tx)
  if (rows.length > 0) await writeTokens(tx, allianceId, rows)
}
