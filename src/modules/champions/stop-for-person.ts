import { callOff, notify } from '#modules/notifications'
import type { Work } from '#platform/command'
import type { ConsentWithdrawn, StopsForPerson } from '#platform/module'
import type { Happened } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { type MatchRecord, matchesOpenFor, matchHappened, moveMatch } from './match.queries'
import { takeBackDied } from './take-back-died'
import { learnerDied, learnerEnded, learnerStopped } from './templates'

/** Why all that champions do for someone ends at once: as the journal says it, and what the champions are told. */
const ENDS = {
  died: { because: 'We were told that they have died', template: learnerDied },
  stopped: { because: 'They asked us to stop keeping in touch', template: learnerStopped },
  ended: { because: 'They agreed to it until a day that is past', template: learnerEnded },
} as const
export type EndsFor = keyof typeof ENDS

export const endsBecause = (why: EndsFor): string => ENDS[why].because

interface Helped {
  /** Whom they helped, and the champion's own person: each champion is told once for each time it is said, whatever ends with it. */
  readonly learner: string
  readonly champion: string
  readonly request: { readonly id: string; readonly reference: string }
}

/** Tells a champion that they are not to see someone any more: by a request's reference, since others may read their messages. */
export const tellEnded = (work: Work, why: EndsFor, { learner, champion, request }: Helped): Promise<string | null> => {
  const { template } = ENDS[why]
  return notify(work, {
    to: champion,
    about: { type: 'request', id: request.id },
    template,
    personalisation: { request: request.reference },
    // With the moment: a death that was a mistake leaves a real one to be told.
    cause: `${template.name} ${learner} ${champion} ${work.at.toISOString()}`,
  })
}

const endFor = async (work: Work, match: MatchRecord, why: EndsFor): Promise<Happened | null> => {
  const asked = match.status === 'asked'
  const moved = await moveMatch(work, match.id, asked ? 'withdraw' : 'end')
  if (!moved.ok) return null
  await callOff(work, { about: { type: 'match', id: match.id } })
  const [learner, champion] = [match.person_id, match.champion_person_id]
  // Whoever had only been asked does not know who it is, and has nobody to mourn or to stay away from.
  if (!asked) await tellEnded(work, why, { learner, champion, request: { id: match.request_id, reference: match.request } })
  // The event is another use case's; this one says which match it ended.
  return { ...matchHappened(match, { because: endsBecause(why) }), ...{ action: asked ? 'match.withdraw' : 'match.end' } }
}

const endAll = (work: Work, person: string, why: EndsFor): Promise<Happened[]> =>
  seeingAll(work.tx, async () => {
    const ended: (Happened | null)[] = []
    for (const match of await matchesOpenFor(work.tx, work.allianceId, person)) ended.push(await endFor(work, match, why))
    return ended.filter((one) => one !== null)
  })

/** Nobody goes on being asked to help someone who has died; whoever helps them is told, kindly and once. */
export const stopMatches: StopsForPerson = async (work, { person, because }) => {
  if (because === 'alive') await takeBackDied(work, person)
  return because === 'died' ? endAll(work, person, 'died') : []
}

/** Nor someone who took back that we keep their details, or let it end. */
export const stopMatchesUnheld: ConsentWithdrawn = async (work, { person, purpose, byItsDate }) =>
  purpose === 'hold' ? endAll(work, person, byItsDate ? 'ended' : 'stopped') : []
