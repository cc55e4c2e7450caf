import { command } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import type { ConcernNoteInput } from './concern'

/** A safeguarding lead writes what was done about a concern. Only ever added. */
export const noteConcern = command(
  'concern.note',
  async ({ tx, allianceId, actor, at }, { concern, what, words }: ConcernNoteInput & { concern: string }) => {
    if (!actor.accountId) return refuse('forbidden')
    const known = tx.selectFrom('concern').select('id').where('alliance_id', '=', allianceId)
    if (!(await known.where('id', '=', concern).executeTakeFirst())) return refuse('not-found')
    await tx
      .insertInto('concern_note')
      .values({
        alliance_id: allianceId,
        id: newId(at),
        concern_id: concern,
        what,
        words,
        account_id: actor.accountId,
        written_at: at,
      })
      .execute()
    return done({ id: concern }, { about: { type: 'concern', id: concern }, detail: { what } })
  },
)
