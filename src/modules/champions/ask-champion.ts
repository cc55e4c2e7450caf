import { holdOpen, takeIfNobodys } from '#modules/helpline'
import { command } from '#platform/command'
import { newId } from '#platform/ids'
import { done, refuse } from '#platform/outcome'
import { suggestChampions } from './candidates.queries'
import { matchesOfRequest, matchHappened } from './match.queries'
import { tellAsked } from './tell-champion'

export interface AskChampion {
  /** References: the request R-1001, and the person P-1001 that the champion is. */
  readonly request: string
  readonly champion: string
}

export interface AskedChampion {
  readonly id: string
  readonly request: string
}

const cannotTake = refuse('cannot-take', 'This champion cannot take this on now. Look at the list again and choose someone else.')

/** Asks one champion to take a request on, with the reasons they were suggested for. */
export const askChampion = command(
  'match.ask',
  async (work, input: AskChampion) => {
    const { tx, allianceId, at } = work
    // Two askings of one champion take turns, so that neither overfills them.
    await tx
      .selectFrom('champion')
      .innerJoin('person', (join) =>
        join.onRef('person.id', '=', 'champion.person_id').onRef('person.alliance_id', '=', 'champion.alliance_id'),
      )
      .select('champion.id')
      .where('champion.alliance_id', '=', allianceId)
      .where('person.reference', '=', input.champion.toUpperCase())
      .forUpdate('champion')
      .execute()
    const found = await suggestChampions(tx, allianceId, input.request, input.champion)
    if (!found) return refuse('not-found')
    if (!(await holdOpen(work, found.request.id))) return refuse('moved-on')
    const [best] = found.ranked
    if (!best) return cannotTake
    const id = newId(at)
    const { request } = found
    const row = {
      alliance_id: allianceId,
      id,
      request_id: request.id,
      person_id: request.personId,
      champion_id: best.champion.id,
    }
    await tx
      .insertInto('match')
      .values({ ...row, status: 'asked', reasons: JSON.stringify(best.reasons), asked_at: at })
      .execute()
    await takeIfNobodys(work, request.id)
    const [match] = await matchesOfRequest(tx, allianceId, request.id)
    if (!match) throw new Error('a match just made is there')
    await tellAsked(work, match)
    return done<AskedChampion>({ id, request: request.reference }, matchHappened(match))
  },
  {
    match_open: refuse('asked-already', 'Someone has been asked already. Wait for their answer, or ask someone else after that.'),
  },
)
