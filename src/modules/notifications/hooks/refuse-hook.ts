import { command } from '#platform/command'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'

const QUIET_MS = 60_000

/** Journals that someone who could not prove who they are spoke to a hook; of many at once, one a minute is enough. */
export const refuseHook = command('hook.refuse', async ({ tx, allianceId, at }, { hook }: { hook: string }) => {
  const told = await tx
    .selectFrom('event_link')
    .innerJoin('event', (join) =>
      join.onRef('event.id', '=', 'event_link.event_id').onRef('event.alliance_id', '=', 'event_link.alliance_id'),
    )
    .select('event.detail')
    .where('event_link.alliance_id', '=', allianceId)
    .where('event_link.subject_type', '=', 'hook')
    .where('event_link.subject_id', '=', allianceId)
    .where('event_link.event_id', '>', newId(new Date(at.getTime() - QUIET_MS), 0))
    .execute()
  if (told.some(({ detail }) => (detail as { hook?: string }).hook === hook)) return done(null)
  return done(null, { about: { type: 'hook', id: allianceId }, detail: { hook } })
})
