import { tellDied } from '#modules/champions'
import type { Work } from '#platform/command'
import type { StopsForPerson } from '#platform/module'
import type { Happened } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { freePlace } from './book-person'
import { callOffSession } from './cancel-session'
import { plannedFor, type SessionRecord } from './session.queries'

const DIED = 'We were told that they have died'

const tellWhoGivesIt = async (work: Work, session: SessionRecord, learner: string): Promise<void> => {
  const { champion_person_id: champion, request_id, request } = session
  if (!champion || !request_id || !request) return
  await tellDied(work, { learner, champion, request: { id: request_id, reference: request } })
}

// The event is another use case's; this one says which session it ended.
const endOne = async (work: Work, session: SessionRecord, person: string): Promise<Happened | null> => {
  if (session.kind === 'group') {
    const freed = await freePlace(work, { session, personId: person }, { because: DIED })
    return freed && { ...freed, ...{ action: 'session.unbook' } }
  }
  const happened = await callOffSession(work, session, { because: DIED })
  if (happened) await tellWhoGivesIt(work, session, person)
  return happened && { ...happened, ...{ action: 'session.cancel' } }
}

/** Nobody waits for someone who has died: their own sessions to come are called off, and their places in groups are free again. */
export const stopSessions: StopsForPerson = async (work, { person, because }) => {
  if (because !== 'died') return []
  const { tx, allianceId, at } = work
  return seeingAll(tx, async () => {
    const ended: (Happened | null)[] = []
    for (const session of await plannedFor(tx, allianceId, person, at)) ended.push(await endOne(work, session, person))
    return ended.filter((one) => one !== null)
  })
}
