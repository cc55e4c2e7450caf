import { z } from 'zod'
import { command } from '#platform/command'
import { needed } from '#platform/fields'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { findPerson } from '../find-person'

/** A note is at most 10,000 characters, kept as typed. */
export const noteForm = z.object({ words: needed('Write the note', 10_000) })

/** Writes a note about a person. The journal says that there is one, never its words. */
export const writeNote = command(
  'note.write',
  async ({ tx, allianceId, actor, at }, { reference, words }: { reference: string; words: string }) => {
    const person = await findPerson(tx, allianceId, reference)
    if (!person) return refuse('not-found')
    const id = newId(at)
    await tx.insertInto('person_note').values({ alliance_id: allianceId, id, person_id: person.id, written_at: at }).execute()
    await tx
      .insertInto('person_note_version')
      .values({ alliance_id: allianceId, note_id: id, version: 1, words, account_id: actor.accountId, written_at: at })
      .execute()
    return done(person, { about: { type: 'note', id }, person: person.id })
  },
)

/** Corrects a note: a new version beside the old, which stays readable to those allowed. Refuses when someone else corrected it meanwhile. */
export const correctNote = command(
  'note.correct',
  async ({ tx, allianceId, actor, at }, { id, words, seen }: { id: string; words: string; seen: number }) => {
    const note = await tx
      .updateTable('person_note')
      .set({ versions: seen + 1 })
      .where('alliance_id', '=', allianceId)
      .where('id', '=', id)
      .where('versions', '=', seen)
      .returning(['person_id'])
      .executeTakeFirst()
    if (!note) return refuse('moved-on')
    await tx
      .insertInto('person_note_version')
      .values({ alliance_id: allianceId, note_id: id, version: seen + 1, words, account_id: actor.accountId, written_at: at })
      .execute()
    return done(note, { about: { type: 'note', id }, person: note.person_id, detail: { version: seen + 1 } })
  },
)
