import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'

/** Someone to find doubles of (`who`), and a person who shares with them what is hard to share by chance. */
export interface Candidate {
  readonly who: string
  readonly id: string
}

/** More people than this behind one number or one name say nothing of each. */
const MOST_SHARING = 80
const MOST_AT_POSTCODE = 200

/**
 * For rows (who, token): everyone with the same phone, email or pair of name sounds, and everyone at the same postcode with a name
 * or a sound in common. Set by set through the index of tokens, so that its cost is that of the few who share, not of all.
 */
const sharing = async (tx: Tx, allianceId: string, mine: RawBuilder<unknown>): Promise<Candidate[]> => {
  const { rows } = await sql<Candidate>`
    with mine as materialized (${mine}),
      named as materialized (
        select who, array_agg(token) as tokens from mine where left(token, 1) not in ('#', '<', '&', '@', '=', '%') group by who)
    select who, other.person_id as id from mine cross join lateral (
      select person_id from person_token o where o.alliance_id = ${allianceId} and o.token = mine.token limit ${MOST_SHARING}
    ) as other where left(mine.token, 1) in ('#', '&') or position('@' in mine.token) > 1
    union
    select who, other.person_id from mine join named using (who) cross join lateral (
      select person_id from person_token o where o.alliance_id = ${allianceId} and o.token = mine.token limit ${MOST_AT_POSTCODE}
    ) as other where left(mine.token, 1) = '@' and exists (
      select from person_token theirs
      where theirs.alliance_id = ${allianceId} and theirs.person_id = other.person_id and theirs.token = any(named.tokens)
    )`.execute(tx)
  return rows
}

/** Who may be these people again. */
export const doublesOf = async (tx: Tx, allianceId: string, ids: readonly string[]): Promise<Candidate[]> => {
  const mine = sql`select person_id::text as who, token from person_token
    where alliance_id = ${allianceId} and person_id = any(${ids}::uuid[])`
  return (await sharing(tx, allianceId, mine)).filter(({ who, id }) => who !== id)
}

/** Who may be someone with these tokens. */
export const sharersOf = (tx: Tx, allianceId: string, tokens: readonly string[]): Promise<Candidate[]> =>
  sharing(tx, allianceId, sql`select '' as who, token from unnest(${tokens}::text[]) as token`)
