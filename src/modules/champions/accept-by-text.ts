import { systemActor } from '#platform/access'
import { command } from '#platform/command'
import type { Answer } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { acceptMatch } from './answer-match'
import { matchAskedOf } from './match.queries'
import { thankForYes } from './tell-champion'

interface Reply {
  readonly match: string
  readonly person: string
}

/** A champion's YES by text to the one match they were asked about. Said again, it is done already. */
const acceptByText = command('match.accept', async (work, { match: id, person }: Reply) => {
  const match = await matchAskedOf(work.tx, work.allianceId, id, person)
  if (!match) return refuse('not-found')
  if (match.status === 'accepted') return done({ request: match.request })
  const accepted = await acceptMatch.within(work, { match: id })
  if (!accepted.ok) return accepted
  await thankForYes(work, match)
  return accepted
})

/** What YES does: as that champion, and never for another's match. */
export const acceptLearner: Answer = (ctx, { person, about }) =>
  acceptByText({ ...ctx, actor: { ...systemActor, name: 'By text', personId: person } }, { match: about.id, person })
