import type { UpdateObject } from 'kysely'
import type { Work } from '#platform/command'
import type { DB } from '#platform/db-schema'
import { done, type Happened, type Outcome, refuse } from '#platform/outcome'
import { referralMoves } from './referral.moves'

export interface MovedReferral {
  readonly id: string
  readonly reference: string
  readonly person_id: string
  readonly request_id: string
  readonly partner_id: string
}

/** The one place a referral's status is written, inside commands. Refuses `moved-on`. */
export const moveReferral = async (
  { tx, allianceId }: Work,
  id: string,
  move: keyof typeof referralMoves,
  columns: Omit<UpdateObject<DB, 'referral'>, 'status'> = {},
): Promise<Outcome<MovedReferral>> => {
  const { from, to } = referralMoves[move]
  const moved = await tx
    .updateTable('referral')
    .set({ reply_by: null, ...columns, status: to })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning(['id', 'reference', 'person_id', 'request_id', 'partner_id'])
    .executeTakeFirst()
  return moved ? done(moved) : refuse('moved-on')
}

/** What the journal keeps of it: never a name, and both sides can read it. */
export const referralHappened = (moved: MovedReferral, detail: Record<string, unknown>): Happened => ({
  about: { type: 'referral', id: moved.id },
  person: moved.person_id,
  also: [
    { type: 'request', id: moved.request_id },
    { type: 'partner', id: moved.partner_id },
  ],
  detail: { reference: moved.reference, ...detail },
})
