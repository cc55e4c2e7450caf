import type { Tx } from '../../src/platform/db'
import type { Row } from './borough'

const AT = new Date('2025-11-03T09:00:00Z')

/** What a person's record holds besides who they are: what they agreed to, a note, and a concern about them. */
export const keepRecord = async (tx: Tx, row: Row, { person, account }: { person: string; account: string }) => {
  const consent = row({ person_id: person, purpose: 'hold', given_on: '2025-11-03', how: 'spoken', on_behalf: row.mark })
  const note = row({ person_id: person, written_at: AT })
  const { alliance_id } = note
  const version = { alliance_id, note_id: note.id, version: 1, words: `${row.mark} note`, account_id: account, written_at: AT }
  const concern = row({ person_id: person, who_is_at_risk: 'adult', words: `${row.mark} concern`, raised_at: AT })
  await tx.insertInto('consent').values(consent).execute()
  await tx.insertInto('person_note').values(note).execute()
  await tx.insertInto('person_note_version').values(version).execute()
  await tx.insertInto('concern').values(concern).execute()
  return { consent, note, concern }
}
