import type { Tx } from '#platform/db'

const concerns = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('concern as c')
    .leftJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
    .leftJoin('account as a', (join) => join.onRef('a.id', '=', 'c.account_id').onRef('a.alliance_id', '=', 'c.alliance_id'))
    .selectAll('c')
    .select(['p.name', 'p.reference as person', 'a.name as by'])
    .where('c.alliance_id', '=', allianceId)

/** One concern with what was done about it, oldest first. Undefined for anyone but a safeguarding lead: the database says so itself. */
export const readConcern = async (tx: Tx, allianceId: string, id: string) => {
  const concern = await concerns(tx, allianceId).where('c.id', '=', id).executeTakeFirst()
  if (!concern) return undefined
  const notes = await tx
    .selectFrom('concern_note as n')
    .innerJoin('account as a', (join) => join.onRef('a.id', '=', 'n.account_id').onRef('a.alliance_id', '=', 'n.alliance_id'))
    .select(['n.what', 'n.words', 'n.written_at', 'a.name as by'])
    .where('n.alliance_id', '=', allianceId)
    .where('n.concern_id', '=', id)
    .orderBy('n.id')
    .execute()
  return { ...concern, notes }
}

export type ConcernRecord = NonNullable<Awaited<ReturnType<typeof readConcern>>>

/** Whom a reference means, for whoever may see them. */
export const namedBy = (tx: Tx, allianceId: string, reference: string) =>
  tx
    .selectFrom('person')
    .select(['id', 'name', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .executeTakeFirst()

/** The safeguarding leads of an alliance, by name. */
export const namesOfLeads = async (tx: Tx, allianceId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('account as a')
    .innerJoin('account_role as r', (join) =>
      join.onRef('r.account_id', '=', 'a.id').onRef('r.alliance_id', '=', 'a.alliance_id'),
    )
    .select('a.name')
    .where('a.alliance_id', '=', allianceId)
    .where('a.closed_at', 'is', null)
    .where('r.role', '=', 'safeguarding')
    .orderBy('a.name')
    .execute()
  return rows.map(({ name }) => name)
}
