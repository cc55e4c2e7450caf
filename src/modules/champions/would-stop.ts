import type { WouldStop } from '#platform/module'
import { plural } from '#ui/format'

/** Matches that would end, asked or agreed: as `stopMatches` does. */
export const matchesToStop: WouldStop = async (tx, { allianceId, people, because }) => {
  if (because === 'kept-apart') return []
  const open = await tx
    .selectFrom('match')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('person_id', 'in', [...people])
    .where('status', 'in', ['asked', 'accepted'])
    .execute()
  return open.length > 0 ? [`${plural(open.length, 'match', 'matches')} with a champion`] : []
}
