import { command } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import type { KnownSession } from './plan-session'
import type { GroupForm } from './session'
import { minutesLater, momentOf } from './session-time'
import { giverOf, refuseOverlap, sessionHappened, sessionReasons } from './write-session'

/** Plans a group session with so many places. */
export const planGroup = command(
  'session.plan-group',
  async (work, input: GroupForm) => {
    const { tx, allianceId, at } = work
    const [starts, giver] = [momentOf(input.date, input.time), await giverOf(work, input.champion)]
    if (!starts.ok) return starts
    if (!giver.ok) return giver
    if (starts.value < at) return refuse('in-the-past', 'Choose a time that is still to come', 'date')
    const ends = minutesLater(starts.value, input.minutes)
    const busy = await refuseOverlap(work, giver.value, starts.value, ends)
    if (busy) return busy
    const session = await tx
      .insertInto('session')
      .values({
        alliance_id: allianceId,
        id: newId(at),
        kind: 'group',
        way: input.way,
        status: 'planned',
        title: input.title,
        champion_id: giver.value?.id ?? null,
        place_id: input.place,
        places: input.places,
        starts_at: starts.value,
        ends_at: ends,
      })
      .returning(['id', 'reference'])
      .executeTakeFirstOrThrow()
    const detail = { when: starts.value.toISOString(), title: input.title, places: input.places }
    const value: KnownSession = { ...session, request: null }
    return done(value, sessionHappened({ ...session, championId: giver.value?.id ?? null }, null, detail))
  },
  sessionReasons,
)
