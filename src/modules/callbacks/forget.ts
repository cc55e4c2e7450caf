import { sql } from 'kysely'
import type { Work } from '#platform/command'
import type { Forget } from '#platform/module'
import { callBackMoves } from './call-back.moves'
import { changing } from './changing'

/** Takes a person out of the queue of calls: nobody rings them, and why we would have is gone. */
export const forgetCallBacks: Forget = async (work: Work, personId) => {
  const { allianceId, at } = work
  const { from, to } = callBackMoves.callOff
  await changing(work)
    .updateTable('call_back')
    .set({ status: to, ended_at: at })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('status', 'in', from)
    .execute()
  const words = changing(work).updateTable('call_back').set({ why: 'Erased', script: '', cause: sql`'erased ' || id` })
  await words.where('alliance_id', '=', allianceId).where('person_id', '=', personId).execute()
}
