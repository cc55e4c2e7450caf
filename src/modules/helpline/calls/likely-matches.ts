import { sql } from 'kysely'
import { type FoundPerson, matchingIds } from '#modules/people'
import type { Tx } from '#platform/db'

export interface NewCaller {
  readonly name: string
  readonly phones: readonly string[]
  readonly postcode: string | null
}

/** People we know who may be this caller: the same phone number, or a name that sounds the same at the same postcode. */
export const likelyMatches = async (tx: Tx, allianceId: string, caller: NewCaller): Promise<FoundPerson[]> => {
  const byPhone = caller.phones.flatMap((number) => matchingIds(allianceId, number) ?? [])
  const byName = caller.postcode ? matchingIds(allianceId, caller.name) : null
  const byPlace = caller.postcode ? matchingIds(allianceId, caller.postcode) : null
  const ways = [...byPhone, ...(byName && byPlace ? [sql`${byName} intersect ${byPlace}`] : [])]
  if (ways.length === 0) return []
  const ids = sql.join(
    ways.map((way) => sql`(${way})`),
    sql` union `,
  )
  const { rows } = await sql<FoundPerson>`
    select p.id, p.reference, p.name, p.known_as, p.birth_year, p.postcode, a.name as ward, plan.person_id is not null as safe_plan
    from (${ids}) as likely join person p on p.alliance_id = ${allianceId} and p.id = likely.person_id
    left join area a on a.alliance_id = p.alliance_id and a.code = p.ward_code
    left join safe_contact_plan plan on plan.alliance_id = p.alliance_id and plan.person_id = p.id
    order by p.name, p.id limit 8`.execute(tx)
  return rows
}
