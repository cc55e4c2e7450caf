import type { WouldStop } from '#platform/module'
import { plural } from '#ui/format'
import { callBackMoves } from './call-back.moves'
import { callsAboutThem } from './call-off'

/** Calls we owe them that nobody would make: as `stopCallBacks` and `stopCallsUnheld` do. */
export const callsToStop: WouldStop = async (tx, { allianceId, people, because }) => {
  const others = (await callsAboutThem(tx, allianceId, people)).length
  const about = others > 0 ? [`${plural(others, 'call')} we owe others about them`] : []
  if (because === 'kept-apart') return about
  const owed = await tx
    .selectFrom('call_back')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('person_id', 'in', [...people])
    .where('status', 'in', callBackMoves.callOff.from)
    .execute()
  return [...(owed.length > 0 ? [`${plural(owed.length, 'call')} we owe them`] : []), ...about]
}
