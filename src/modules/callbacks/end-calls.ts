import type { Work } from '#platform/command'
import { writeJournal } from '#platform/journal'
import { callBackMoves } from './call-back.moves'
import { changing } from './changing'

export interface EndedCall {
  readonly id: string
  readonly person_id: string
}

const ACTIONS = { reach: 'call-back.reach', giveUp: 'call-back.give-up', callOff: 'call-back.call-off' } as const

/** Ends calls that are still owed, by a move of their table. Gives the ids of those it ended: another may have been sooner. */
export const endCalls = async (work: Work, move: keyof typeof ACTIONS, calls: readonly EndedCall[]): Promise<string[]> => {
  if (calls.length === 0) return []
  const { from, to } = callBackMoves[move]
  const rows = await changing(work)
    .updateTable('call_back')
    .set({ status: to, ended_at: work.at })
    .where('alliance_id', '=', work.allianceId)
    .where(
      'id',
      'in',
      calls.map(({ id }) => id),
    )
    .where('status', 'in', from)
    .returning(['id', 'person_id'])
    .execute()
  const entries = rows.map(({ id, person_id }) => ({
    ...{ action: ACTIONS[move], about: { type: 'call_back', id }, person: person_id },
  }))
  await writeJournal(work.tx, { ...work, requestId: work.ctx.requestId }, entries)
  return rows.map(({ id }) => id)
}
