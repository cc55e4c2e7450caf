import { reachRequest } from '#modules/champions'
import { holdOpen } from '#modules/helpline'
import { command } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { putOnList } from './mark-attendance'
import type { PlanForm } from './session'
import { minutesLater, momentOf } from './session-time'
import { giverOf, refuseDied, refuseOverlap, sessionHappened, sessionReasons } from './write-session'

export interface PlanSession extends PlanForm {
  /** The reference of the request: R-1001. */
  readonly request: string
}

export interface KnownSession {
  readonly id: string
  readonly reference: string
  readonly request: string | null
}

/** Books a time for one person. A champion plans for themselves and their own learners; nobody is in two places at once. Refuses `has-died`. */
export const planSession = command(
  'session.plan',
  async (work, input: PlanSession) => {
    const { tx, allianceId, actor, at } = work
    const request = await reachRequest(tx, allianceId, actor, input.request)
    if (!request) return refuse('not-found')
    const died = await refuseDied(work, request.person_id)
    if (died) return died
    if (!(await holdOpen(work, request.id))) return refuse('moved-on')
    const [starts, giver] = [momentOf(input.date, input.time), await giverOf(work, input.champion)]
    if (!starts.ok) return starts
    if (!giver.ok) return giver
    if (starts.value < at)
      return refuse('in-the-past', 'Choose a time that is still to come, or record a session you have had', 'date')
    const ends = minutesLater(starts.value, input.minutes)
    const busy = await refuseOverlap(work, giver.value, starts.value, ends)
    if (busy) return busy
    const session = await tx
      .insertInto('session')
      .values({
        alliance_id: allianceId,
        id: newId(at),
        kind: 'one_to_one',
        way: input.way,
        status: 'planned',
        title: input.title,
        champion_id: giver.value?.id ?? null,
        request_id: request.id,
        place_id: input.place,
        starts_at: starts.value,
        ends_at: ends,
      })
      .returning(['id', 'reference'])
      .executeTakeFirstOrThrow()
    await putOnList(work, session.id, [request.person_id], 'book')
    const told = { ...session, requestId: request.id, championId: giver.value?.id ?? null }
    const detail = { when: starts.value.toISOString(), way: input.way, with: giver.value?.reference }
    return done<KnownSession>({ ...session, request: request.reference }, sessionHappened(told, request.person_id, detail))
  },
  sessionReasons,
)
