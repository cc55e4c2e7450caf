import { sql } from 'kysely'
import { NEEDS } from '#modules/helpline'
import { callOff, notify } from '#modules/notifications'
import { addDays, londonInstant } from '#platform/clock'
import type { Work } from '#platform/command'
import { listed } from './champion'
import type { MatchRecord } from './match.queries'
import { championAccepted, championAsked } from './templates'

/** After so long a question is stale: the desk has rung by then, or asked someone else. */
const OPEN_DAYS = 14

/** Where the learner is, and whether a text or an email can reach the champion at all; where neither can, the desk rings as ever. */
const factsOf = async ({ tx, allianceId }: Work, match: MatchRecord) => {
  const { rows } = await sql<{ ward: string | null; needs: string[]; reached: boolean }>`
    select a.name as ward, r.needs, jsonb_array_length(reach.emails) > 0 or reach.phones @? '$[*] ? (@.texts == true)' as reached
    from request r join person p on p.alliance_id = r.alliance_id and p.id = r.person_id
    left join area a on a.alliance_id = p.alliance_id and a.code = p.ward_code
    join person_reach reach on reach.alliance_id = r.alliance_id and reach.person_id = ${match.champion_person_id}
    where r.alliance_id = ${allianceId} and r.id = ${match.request_id}`.execute(tx)
  return rows[0]
}

/** Tells a champion that they are asked, so that a text can answer it. */
export const tellAsked = async (work: Work, match: MatchRecord): Promise<void> => {
  const facts = await factsOf(work, match)
  if (!facts?.reached) return
  await notify(work, {
    to: match.champion_person_id,
    about: { type: 'match', id: match.id },
    template: championAsked,
    personalisation: {
      area: facts.ward ?? 'our borough',
      needs: listed(facts.needs, NEEDS) || 'get online',
      request: match.request,
    },
    notAfter: londonInstant(addDays(work.today, OPEN_DAYS), '20:00'),
    cause: `champion-asked ${match.id}`,
  })
}

/** The question is answered or taken back: what has not gone is not sent. */
export const stopAsking = (work: Work, match: MatchRecord): Promise<number> =>
  callOff(work, { about: { type: 'match', id: match.id }, templates: [championAsked.name] })

/** Thanks a champion whose yes came by text, and says where the rest is. */
export const thankForYes = (work: Work, match: MatchRecord): Promise<string | null> =>
  notify(work, {
    to: match.champion_person_id,
    about: { type: 'match', id: match.id },
    template: championAccepted,
    personalisation: { request: match.request },
    cause: `champion-accepted ${match.id}`,
  })
