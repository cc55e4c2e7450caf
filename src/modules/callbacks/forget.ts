import { sql } from 'kysely'
import type { Work } from '#platform/command'
import type { Forget } from '#platform/module'
import { callBackMoves } from './call-back.moves'

/** Takes a person out of the queue of calls: nobody rings them, and why we would have is gone. */
export const forgetCallBacks: Forget = async ({ tx, allianceId, at }: Work, personId) => {
  const { from, to } = callBackMoves.callOff
  await tx
    .updateTable('call_back')
    .set({ status: to, ended_at: at })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', from)
    .execute()
  const words = tx.updateTable('call_back').set({ why: 'Erased', script: '', cause: sql`'erased ' || id` })
  await words.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}
