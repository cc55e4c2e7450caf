import { sql } from 'kysely'
import { type Actor, may } from '#platform/access'
import type { Tx } from '#platform/db'

export interface KeptApart {
  readonly why: string
  readonly since: Date
  /** The accounts named as theirs. */
  readonly readers: readonly string[]
  /** Who broke the glass, newest first. */
  readonly broken: readonly { readonly by: string; readonly why: string; readonly at: Date }[]
}

const brokenBy = async (tx: Tx, allianceId: string, personId: string): Promise<KeptApart['broken']> =>
  tx
    .selectFrom('glass_broken as g')
    .innerJoin('account as a', (join) => join.onRef('a.id', '=', 'g.account_id').onRef('a.alliance_id', '=', 'g.alliance_id'))
    .select(['a.name as by', 'g.why', 'g.broken_at as at'])
    .where('g.alliance_id', '=', allianceId)
    .where('g.person_id', '=', personId)
    .orderBy('g.id', 'desc')
    .limit(20)
    .execute()

/** Why and from whom a person is kept apart, or undefined for someone who is not. */
export const keptApart = async (tx: Tx, allianceId: string, personId: string): Promise<KeptApart | undefined> => {
  const row = await tx
    .selectFrom('restricted_person')
    .select(['why', 'since'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!row) return undefined
  const readers = await tx
    .selectFrom('restricted_reader as r')
    .innerJoin('account as a', (join) => join.onRef('a.id', '=', 'r.account_id').onRef('a.alliance_id', '=', 'r.alliance_id'))
    .select('a.name')
    .where('r.alliance_id', '=', allianceId)
    .where('r.person_id', '=', personId)
    .where('r.until', 'is', null)
    .orderBy('a.name')
    .execute()
  return { ...row, readers: readers.map(({ name }) => name), broken: await brokenBy(tx, allianceId, personId) }
}

/** Whether this actor chooses who may see someone kept apart: a guardian, or a reader named for good. A broken glass opens the record, and no more. */
export const namesReaders = async (tx: Tx, allianceId: string, actor: Actor, personId: string): Promise<boolean> => {
  if (may(actor, 'person.see-restricted')) return true
  if (!actor.accountId) return false
  const named = await tx
    .selectFrom('restricted_reader')
    .select('account_id')
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('account_id', '=', actor.accountId)
    .where('until', 'is', null)
    .executeTakeFirst()
  return named !== undefined
}

export interface PossibleReader {
  readonly id: string
  readonly name: string
  /** Whether they work with this person now, and so are likely to need the record. */
  readonly theirs: boolean
  /** Whether they are named as one who may see the record. */
  readonly named: boolean
}

/** Who could be named as their worker: those named already, those at the desk and champions; whoever works with them now comes first. */
export const possibleReaders = async (tx: Tx, allianceId: string, personId: string): Promise<PossibleReader[]> => {
  const { rows } = await sql<PossibleReader>`
    select a.id, a.name, (
      exists (select from request r where r.alliance_id = a.alliance_id and r.person_id = ${personId}::uuid and r.owner_id = a.id
        and r.closed_on is null)
      or exists (select from match m join champion c on c.alliance_id = m.alliance_id and c.id = m.champion_id
        where m.alliance_id = a.alliance_id and m.person_id = ${personId}::uuid and m.status in ('asked', 'accepted')
          and c.person_id = a.person_id)
    ) as theirs, named.account_id is not null as named
    from account a
    left join restricted_reader named on named.alliance_id = a.alliance_id and named.account_id = a.id
      and named.person_id = ${personId}::uuid and named.until is null
    where a.alliance_id = ${allianceId} and a.closed_at is null and a.person_id is distinct from ${personId}::uuid
      and (named.account_id is not null or exists (
        select from account_role o where o.alliance_id = a.alliance_id and o.account_id = a.id
          and o.role in ('helpline', 'coordinator', 'librarian', 'champion')))
    order by named desc, theirs desc, a.name limit 60`.execute(tx)
  return rows
}
