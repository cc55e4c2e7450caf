import type { Module } from '#platform/module'
import { incomingMoves } from './calls/incoming.moves'
import { leftBehindOfPerson } from './calls/left-behind'
import { callRoutes } from './calls/routes'
import { cannotRing, couldNotReach, whereToGo } from './calls/templates'
import { feedbackRoutes } from './feedback/routes'
import { forgetAtHelpline } from './forget'
import { requestsOfPerson } from './person-panel'
import { phoneRoutes } from './phone/routes'
import { endStuckCallsOfAll } from './queue/end-stuck-calls'
import { queueRoutes } from './queue/routes'
import { countAsked } from './referrals/asked-list'
import { lookAfterReferrals } from './referrals/look-after-referrals'
import { outRoutes } from './referrals/out.routes'
import { referStep } from './referrals/refer-step'
import { referralMoves } from './referrals/referral.moves'
import { referralsOfPerson, referralsOfRequest } from './referrals/referral-panel'
import { referralRoutes } from './referrals/routes'
import { referralSays } from './referrals/says'
import { partnersTold, stopForPerson, stopWithConsent } from './referrals/stop-for-person'
import { stopWithPartner } from './referrals/stop-referrals'
import { sharingStopped } from './referrals/templates'
import { wayInRoutes } from './referrals/way-in.routes'
import { referralsToStop } from './referrals/would-stop'
import { requestMoves } from './requests/request.moves'
import { requestRoutes } from './requests/routes'
import { whatCameOfIt } from './requests/tell-asker'
import { says } from './says'
import { tidyDesk } from './tidy-desk'

export { callForm, STANDINGS, type Standing } from './calls/call'
export { type DraftFields, saveDraft } from './calls/call-draft'
export { recordCall } from './calls/record-call'
export { giveFeedback, giveFeedbackByLink } from './feedback/give-feedback'
export { callListForm, makeCallList } from './queue/make-call-list'
export { answerReferral } from './referrals/answer-referral'
export { answerAsPartner } from './referrals/as-partner'
export { giveBackReferral, nudgePartner } from './referrals/look-after-referrals'
export { refer, referForm } from './referrals/refer'
export { linkReferForm, referByLink } from './referrals/refer-by-link'
export { answerForm } from './referrals/referral'
export { sendReferral } from './referrals/send-referral'
export { stopReferral } from './referrals/stop-referrals'
export { makeWayIn } from './referrals/way-in'
export { closeRequest } from './requests/close-request'
export { editForm } from './requests/edit-request'
export { MATCH_STATUS, type MatchStatus, matchMoves } from './requests/match.moves'
export { holdOpen, moveRequest } from './requests/move-request'
export { putOnDuty } from './requests/on-duty'
export { takeIfNobodys } from './requests/owner'
export { planRequest } from './requests/plan-request'
export { type NewRequest, recordRequest, writeRequest } from './requests/record-request'
export { reopenRequest } from './requests/reopen-request'
export {
  BARRIERS,
  type Barrier,
  inWords,
  NEED_CODES,
  NEEDS,
  type Need,
  type OutcomeOfRequest,
  THEME_CODES,
  THEMES,
  type Theme,
} from './requests/request'
export { isOpen } from './requests/request.moves'
export { takeRequest } from './requests/take-request'
export { triageRequest } from './requests/triage-request'
export { waitRequest } from './requests/wait-request'

/** The helpline: calls, and what people ask for from first contact to outcome. */
export const helpline: Module = {
  name: 'helpline',
  forget: forgetAtHelpline,
  routes: [
    ...callRoutes,
    ...queueRoutes,
    ...phoneRoutes,
    ...requestRoutes,
    ...referralRoutes,
    ...outRoutes,
    ...wayInRoutes,
    ...feedbackRoutes,
  ],
  statuses: { request: requestMoves, 'incoming-call': incomingMoves, referral: referralMoves },
  jobs: { 'tidy-desk': tidyDesk, 'end-stuck-calls': endStuckCallsOfAll, 'look-after-referrals': lookAfterReferrals },
  jobNames: {
    'tidy-desk': 'Forget what the desk no longer needs',
    'end-stuck-calls': 'Write to those we cannot ring',
    'look-after-referrals': 'Look for referrals that wait',
  },
  schedule: { 'tidy-desk': '20 3 * * *', 'end-stuck-calls': '40 6 * * *', 'look-after-referrals': '10 7-17 * * 1-5' },
  templates: [couldNotReach, cannotRing, whereToGo, sharingStopped, whatCameOfIt],
  callSteps: [referStep],
  consentWithdrawn: stopWithConsent,
  stopsForPerson: stopForPerson,
  wouldStop: referralsToStop,
  partnerEnded: stopWithPartner,
  toldOutside: partnersTold,
  says: { ...says, ...referralSays },
  panels: [leftBehindOfPerson, requestsOfPerson, referralsOfPerson, referralsOfRequest],
  menu: [
    { label: 'Call desk', path: '/calls/new', action: 'call.record', order: 10, key: 'c' },
    { label: 'Calls to make', path: '/call-backs', action: 'call-back.list', order: 12, key: 'q' },
    { label: 'Requests', path: '/requests', action: 'request.list', order: 20 },
    { label: 'Referrals', path: '/referrals', action: 'referral.list', order: 22 },
    { label: 'Refer', path: '/my-referrals', action: 'partner.referrals', order: 10 },
    { label: 'Asked of you', path: '/asked-of-us', action: 'partner.asked', order: 11, count: countAsked },
    { label: 'Ways in', path: '/ways-in', action: 'way-in.list', order: 72 },
    { label: 'Telephone', path: '/telephone', action: 'phone.set', order: 88 },
    { label: 'Calls', path: '/calls', action: 'call.list', order: 25 },
  ],
}
