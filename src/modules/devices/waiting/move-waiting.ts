import type { Work } from '#platform/command'
import type { Move } from '#platform/moves'
import type { Happened } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { type WaitingStatus, waitingMoves } from './waiting.moves'

/** The one statement that moves someone on the waiting list: nothing comes back when they are not where the move starts. */
export const moveWaiting = ({ tx, allianceId, today }: Work, { from, to }: Move<WaitingStatus>, id: string) =>
  tx
    .updateTable('waiting')
    .set({ status: to, ended_on: to === 'done' || to === 'left' ? today : null })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning(['id', 'reference', 'person_id', 'partner_id', 'request_id', 'kind'])
    .executeTakeFirst()

export type MovedWaiting = NonNullable<Awaited<ReturnType<typeof moveWaiting>>>

const hasLeft = async ({ tx, allianceId }: Work, id: string): Promise<boolean> => {
  const left = tx.selectFrom('waiting').select('id').where('alliance_id', '=', allianceId).where('id', '=', id)
  return (await left.where('status', '=', waitingMoves.leave.to).executeTakeFirst()) !== undefined
}

/**
 * Moves the place on the list that a loan answers, whoever has it: the librarian at the desk may not see someone kept apart, and
 * their place moves all the same. False when it is not where the move starts; who left the list has none to move.
 */
export const movePlaceOf = (work: Work, move: Move<WaitingStatus>, waitingId: string | null): Promise<boolean> =>
  waitingId === null
    ? Promise.resolve(true)
    : seeingAll(work.tx, async () => {
        if (await moveWaiting(work, move, waitingId)) return true
        return move.to !== 'offered' && hasLeft(work, waitingId)
      })

/** A place on the list, by its reference, held to the end of the transaction. */
export const holdWaiting = ({ tx, allianceId }: Work, reference: string) =>
  tx
    .selectFrom('waiting')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', reference.toUpperCase())
    .forUpdate()
    .executeTakeFirst()

interface WaitingLinks {
  readonly id: string
  readonly reference: string
  readonly person_id: string | null
  readonly partner_id: string | null
  readonly request_id: string | null
  readonly kind: string | null
}

/** An event on the waiting list: on the place in it, who waits, and the request it answers. */
export const aboutWaiting = (waiting: WaitingLinks, detail: Record<string, unknown> = {}): Happened => ({
  about: { type: 'waiting', id: waiting.id },
  person: waiting.person_id,
  also: [
    ...(waiting.request_id ? [{ type: 'request', id: waiting.request_id }] : []),
    ...(waiting.partner_id ? [{ type: 'partner', id: waiting.partner_id }] : []),
  ],
  detail: { waiting: waiting.reference, kind: waiting.kind ?? 'other', ...detail },
})
