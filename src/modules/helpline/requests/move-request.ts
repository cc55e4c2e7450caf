import type { UpdateObject } from 'kysely'
import type { Work } from '#platform/command'
import type { DB } from '#platform/db-schema'
import { done, type Outcome, type Refusal, refuse } from '#platform/outcome'
import { callOffFirstRing } from './promise-ring'
import { OPEN, requestMoves } from './request.moves'

export interface MovedRequest {
  readonly id: string
  readonly reference: string
  readonly personId: string
}

type Columns = Omit<UpdateObject<DB, 'request'>, 'status'>

/** Why nothing was changed: no such request here, or it has moved on since the page was opened. */
export const goneOrMoved = async ({ tx, allianceId }: Work, id: string): Promise<Refusal> => {
  const known = await tx
    .selectFrom('request')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return refuse(known ? 'moved-on' : 'not-found')
}

/** Whether a request is open, and kept so until the end of the transaction: nothing is begun for one being closed. */
export const holdOpen = async ({ tx, allianceId }: Work, id: string): Promise<boolean> => {
  const open = await tx
    .selectFrom('request')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('status', 'in', OPEN)
    .forShare()
    .executeTakeFirst()
  return open !== undefined
}

/**
 * The one place a request's status is written, for use inside commands: makes the move and sets `columns` with it, or
 * refuses (`not-found`, `moved-on`). One that waits for something else is not owed the ring it came with any more. Says nothing to the journal: the command does.
 */
export const moveRequest = async (
  work: Work,
  id: string,
  move: keyof typeof requestMoves,
  columns: Columns = {},
): Promise<Outcome<MovedRequest>> => {
  const { from, to } = requestMoves[move]
  const moved = await work.tx
    .updateTable('request')
    .set({ waits_for: null, ...columns, status: to })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning(['id', 'reference', 'person_id as personId'])
    .executeTakeFirst()
  if (!moved) return goneOrMoved(work, id)
  if (move === 'wait') await callOffFirstRing(work, id)
  return done(moved)
}
