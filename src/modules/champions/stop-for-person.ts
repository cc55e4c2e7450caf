import { callOff, notify } from '#modules/notifications'
import type { Work } from '#platform/command'
import type { StopsForPerson } from '#platform/module'
import type { Happened } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { type MatchRecord, matchesOpenFor, matchHappened, moveMatch } from './match.queries'
import { takeBackDied } from './take-back-died'
import { learnerDied } from './templates'

const DIED = 'We were told that they have died'

interface Bereaved {
  /** The person who has died, and the champion's own person: each champion is told once for each time it is said, whatever ends with it. */
  readonly learner: string
  readonly champion: string
  readonly request: { readonly id: string; readonly reference: string }
}

/** Tells a champion that someone they were to see has died: by a request's reference, since others may read their messages. */
export const tellDied = (work: Work, { learner, champion, request }: Bereaved): Promise<string | null> =>
  notify(work, {
    to: champion,
    about: { type: 'request', id: request.id },
    template: learnerDied,
    personalisation: { request: request.reference },
    // With the moment: a death that was a mistake leaves a real one to be told.
    cause: `${learnerDied.name} ${learner} ${champion} ${work.at.toISOString()}`,
  })

const endFor = async (work: Work, match: MatchRecord): Promise<Happened | null> => {
  const asked = match.status === 'asked'
  const moved = await moveMatch(work, match.id, asked ? 'withdraw' : 'end')
  if (!moved.ok) return null
  await callOff(work, { about: { type: 'match', id: match.id } })
  const [learner, champion] = [match.person_id, match.champion_person_id]
  // Whoever had only been asked does not know who it is, and has nobody to mourn.
  if (!asked) await tellDied(work, { learner, champion, request: { id: match.request_id, reference: match.request } })
  // The event is another use case's; this one says which match it ended.
  return { ...matchHappened(match, { because: DIED }), ...{ action: asked ? 'match.withdraw' : 'match.end' } }
}

/** Nobody goes on being asked to help someone who has died; whoever helps them is told, kindly and once. */
export const stopMatches: StopsForPerson = async (work, { person, because }) => {
  if (because === 'alive') await takeBackDied(work, person)
  if (because !== 'died') return []
  const { tx, allianceId } = work
  return seeingAll(tx, async () => {
    const ended: (Happened | null)[] = []
    for (const match of await matchesOpenFor(tx, allianceId, person)) ended.push(await endFor(work, match))
    return ended.filter((one) => one !== null)
  })
}
