import { type EndsFor, endsBecause, tellEnded } from '#modules/champions'
import type { Work } from '#platform/command'
import type { ConsentWithdrawn, StopsForPerson } from '#platform/module'
import type { Happened } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { freePlace } from './book-person'
import { callOffSession } from './cancel-session'
import { plannedFor, type SessionRecord } from './session.queries'

interface Ending {
  readonly learner: string
  readonly why: EndsFor
}

const tellWhoGivesIt = async (work: Work, session: SessionRecord, { learner, why }: Ending): Promise<void> => {
  const { champion_person_id: champion, request_id, request } = session
  if (!champion || !request_id || !request) return
  await tellEnded(work, why, { learner, champion, request: { id: request_id, reference: request } })
}

// The event is another use case's; this one says which session it ended.
const endOne = async (work: Work, session: SessionRecord, ending: Ending): Promise<Happened | null> => {
  const because = endsBecause(ending.why)
  if (session.kind === 'group') {
    const freed = await freePlace(work, { session, personId: ending.learner }, { because })
    return freed && { ...freed, ...{ action: 'session.unbook' } }
  }
  const happened = await callOffSession(work, session, { because })
  if (happened) await tellWhoGivesIt(work, session, ending)
  return happened && { ...happened, ...{ action: 'session.cancel' } }
}

const endAll = (work: Work, ending: Ending): Promise<Happened[]> =>
  seeingAll(work.tx, async () => {
    const ended: (Happened | null)[] = []
    for (const session of await plannedFor(work.tx, work.allianceId, ending.learner, work.at))
      ended.push(await endOne(work, session, ending))
    return ended.filter((one) => one !== null)
  })

/** Nobody waits for someone who has died: their own sessions to come are called off, and their places in groups are free again. */
export const stopSessions: StopsForPerson = async (work, { person, because }) =>
  because === 'died' ? endAll(work, { learner: person, why: 'died' }) : []

/** Nor for someone who took back that we keep their details, or let it end. */
export const stopSessionsUnheld: ConsentWithdrawn = async (work, { person, purpose, byItsDate }) =>
  purpose === 'hold' ? endAll(work, { learner: person, why: byItsDate ? 'ended' : 'stopped' }) : []
