import type { Tx } from '#platform/db'

const versions = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('person_note as n')
    .innerJoin('person_note_version as v', (join) =>
      join.onRef('v.note_id', '=', 'n.id').onRef('v.alliance_id', '=', 'n.alliance_id'),
    )
    .leftJoin('account as a', (join) => join.onRef('a.id', '=', 'v.account_id').onRef('a.alliance_id', '=', 'v.alliance_id'))
    .select(['n.id', 'n.versions', 'v.version', 'v.words', 'v.written_at', 'a.name as by'])
    .where('n.alliance_id', '=', allianceId)

/** A person's notes as they read now, newest first. */
export const notesOf = (tx: Tx, allianceId: string, personId: string, most = 20) =>
  versions(tx, allianceId)
    .where('n.person_id', '=', personId)
    .whereRef('v.version', '=', 'n.versions')
    .orderBy('n.id', 'desc')
    .limit(most)
    .execute()

export type NoteRecord = Awaited<ReturnType<typeof notesOf>>[number]

/** Everything one note ever said, the newest words first, and whose note it is. Undefined for a note nobody here may see. */
export const readNote = async (tx: Tx, allianceId: string, id: string) => {
  const person = await tx
    .selectFrom('person_note as n')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'n.person_id').onRef('p.alliance_id', '=', 'n.alliance_id'))
    .select(['p.name', 'p.reference'])
    .where('n.alliance_id', '=', allianceId)
    .where('n.id', '=', id)
    .executeTakeFirst()
  const all = await versions(tx, allianceId).where('n.id', '=', id).orderBy('v.version', 'desc').execute()
  const [now] = all
  return person && now && { person, now, all }
}
