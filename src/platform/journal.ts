import { sql } from 'kysely'
import type { Action, Actor } from './access'
import type { Tx } from './db'
import { newId } from './ids'
import type { Happened, Subject } from './outcome'

export interface JournalEntry extends Happened {
  readonly action: Action
}

/** The order of what one command tells at its one moment: `next` is the turn of what happens now. */
export interface Turns {
  next: number
}

interface Witness {
  readonly allianceId: string
  readonly actor: Actor
  readonly at: Date
  readonly turns: Turns
  readonly requestId?: string | undefined
}

// An id has 32 bits for the order within its millisecond: 12 for the commands of this process, 20 for what one of them writes.
const COMMANDS = 2 ** 12
const WRITES = 2 ** 20
let commands = 0

/** The turns of the next command of this process: after those of the one before, should both be of one moment. */
export const nextTurns = (): Turns => {
  commands = (commands + 1) % COMMANDS
  return { next: commands * WRITES }
}

/** The turn of what happens now, for an event that is written only after what came of it. */
export const takeTurn = ({ turns }: Pick<Witness, 'turns'>): number => turns.next++

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
  const events = entries.map((entry) => ({ id: newId(at, entry.turn ?? takeTurn(witness)), entry }))
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
