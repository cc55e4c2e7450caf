import type { Action, Actor } from './access'
import type { Tx } from './db'
import { newId } from './ids'
import type { Happened, Subject } from './outcome'

export interface JournalEntry extends Happened {
  readonly action: Action
}

interface Witness {
  readonly allianceId: string
  readonly actor: Actor
  readonly at: Date
  readonly requestId?: string | undefined
}

const subjectsOf = ({ about, person, also = [] }: Happened): Subject[] => {
  const all = [about, ...also, ...(person ? [{ type: 'person', id: person }] : [])]
  return [...new Map(all.map((subject) => [`${subject.type} ${subject.id}`, subject])).values()]
}

/** Writes what happened, in the transaction that made it happen: one event, linked to every record it touches. */
export const writeJournal = async (
  tx: Tx,
  { allianceId, actor, at, requestId }: Witness,
  entries: readonly JournalEntry[],
): Promise<void> => {
  if (entries.length === 0) return
  const rows = entries.map((entry, turn) => ({ id: newId(at, turn), entry }))
  await tx
    .insertInto('event')
    .values(
      rows.map(({ id, entry }) => ({
        alliance_id: allianceId,
        id,
        at,
        account_id: actor.accountId,
        actor: actor.kind === 'account' ? actor.name : actor.kind,
        action: entry.action,
        about_type: entry.about.type,
        about_id: entry.about.id,
        person_id: entry.person ?? null,
        detail: JSON.stringify(entry.detail ?? {}),
        request_id: requestId ?? null,
      })),
    )
    .execute()
  await tx
    .insertInto('event_link')
    .values(
      rows.flatMap(({ id, entry }) =>
        subjectsOf(entry).map((subject) => ({
          alliance_id: allianceId,
          subject_type: subject.type,
          subject_id: subject.id,
          event_id: id,
        })),
      ),
    )
    .execute()
}
