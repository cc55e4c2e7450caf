import type { WouldStop } from '#platform/module'
import { plural } from '#ui/format'
import { callBackMoves } from './call-back.moves'

/** Calls we owe them that nobody would make: as `stopCallBacks` and `stopCallsUnheld` do. */
export const callsToStop: WouldStop = async (tx, { allianceId, people, because }) => {
  if (because === 'kept-apart') return []
  const owed = await tx
    .selectFrom('call_back')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('person_id', 'in', [...people])
    .where('status', 'in', callBackMoves.callOff.from)
    .execute()
  return owed.length > 0 ? [`${plural(owed.length, 'call')} we owe them`] : []
}
