import { callOffCallBacks } from '#modules/callbacks'
import type { Work } from '#platform/command'
import type { Happened } from '#platform/outcome'
import { type EndOfAll, leaveToClose } from '../requests/leave-to-close'
import { endAllOf } from './stop-referrals'
import { tellReferrersItStopped } from './tell-sharing-ended'

const TAKEN_BACK: EndOfAll = {
  next: 'They asked us to stop: no calls and no messages. Close this',
  told: (request) =>
    `The person of request ${request} asked us to stop keeping in touch. What was planned is called off. Do not ring or write. Close it`,
  ofOneApart:
    'Someone whose record is kept apart asked us to stop keeping in touch. Ask one who may see them to close their requests',
}
const ENDED: EndOfAll = {
  next: 'They agreed until a day that is past: no calls and no messages. Ask again if they ring, or close this',
  told: (request) =>
    `The person of request ${request} agreed that we keep in touch until a day that is past. What was planned is called off. Do not ring or write`,
  ofOneApart:
    'Someone whose record is kept apart agreed that we keep in touch until a day that is past. Ask one who may see them to look at their requests',
}
export const AGREES_AGAIN = {
  was: [TAKEN_BACK.next, ENDED.next],
  next: 'They do agree that we keep in touch. Ask what they need now',
}

/**
 * Nothing goes on for someone who took back that we keep their details, or let it end: their requests are left to be closed, nobody
 * is rung about them, not even whoever asked for them, and every partner that was asked, or sent them to us, is told that it stopped.
 */
export const stopUnheld = async (work: Work, person: string, byItsDate: boolean): Promise<Happened[]> => {
  const end = byItsDate ? ENDED : TAKEN_BACK
  for (const id of await leaveToClose(work, person, end)) await callOffCallBacks(work, { type: 'request', id })
  await tellReferrersItStopped(work, person)
  return endAllOf(work, person, 'not_agreed', () => end.next)
}
