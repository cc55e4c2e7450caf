import { sql } from 'kysely'
import type { Work } from '#platform/command'
import type { Forget } from '#platform/module'
import { callBackMoves } from './call-back.moves'
import { changing } from './changing'

/** Takes a person out of the queue of calls: nobody rings them, and why we would have is gone. */
export const forgetCallBacks: Forget = async (work: Work, personId) => {
  const { allianceId, at } = work
  const { from, to } = callBackMoves.callOff
  // Those to others about what was asked for them too.
  const theirs = sql<boolean>`(person_id = ${personId} or about_type = 'request' and exists (select from request q
    where q.alliance_id = call_back.alliance_id and q.id = call_back.about_id and q.person_id = ${personId}))`
  await changing(work)
    .updateTable('call_back')
    .set({ status: to, ended_at: at })
    .where('alliance_id', '=', allianceId)
    .where(theirs)
    .where('status', 'in', from)
    .execute()
  const words = changing(work).updateTable('call_back').set({ why: 'Erased', script: '', cause: sql`'erased ' || id` })
  await words.where('alliance_id', '=', allianceId).where(theirs).execute()
}
