import { sql } from 'kysely'
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

/**
 * Writes what happened, in the transaction that made it happen: one event each, linked to every record it touches. One
 * statement of one shape however many there are: it is prepared once, and an import writes hundreds at a time.
 */
export const writeJournal = async (tx: Tx, witness: Witness, entries: readonly JournalEntry[]): Promise<void> => {
  if (entries.length === 0) return
  const { allianceId, actor, at, requestId } = witness
  const events = entries.map((entry, turn) => ({ id: newId(at, turn), entry }))
  const links = events.flatMap(({ id, entry }) => subjectsOf(entry).map((subject) => ({ ...subject, event: id })))
  await sql`
    with written as (
      insert into event (alliance_id, id, at, account_id, actor, action, about_type, about_id, person_id, detail, request_id)
      select ${allianceId}::uuid, id, ${at}::timestamptz, ${actor.accountId}::uuid, ${actor.kind}, action, about_type, about_id, person_id,
        detail::jsonb, ${requestId ?? null}
      from unnest(
        ${events.map(({ id }) => id)}::uuid[], ${entries.map(({ action }) => action)}::text[],
        ${entries.map(({ about }) => about.type)}::text[], ${entries.map(({ about }) => about.id)}::uuid[],
        ${entries.map(({ person }) => person ?? null)}::uuid[], ${entries.map(({ detail }) => JSON.stringify(detail ?? {}))}::text[]
      ) as e (id, action, about_type, about_id, person_id, detail)
    )
    insert into event_link (alliance_id, subject_type, subject_id, event_id)
    select ${allianceId}::uuid, type, subject, event
    from unnest(${links.map(({ type }) => type)}::text[], ${links.map(({ id }) => id)}::uuid[], ${links.map(({ event }) => event)}::uuid[])
      as l (type, subject, event)`.execute(tx)
}
