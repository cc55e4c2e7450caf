import type { Module } from '#platform/module'
import { formatDate } from '#ui/format'
import { callBackMoves } from './call-back.moves'
import { stopCallBacks, stopCallsUnheld } from './call-off'
import { forgetCallBacks } from './forget'
import { callsToStop } from './would-stop'

export { askForCallBack, askForCallBacks, type CallBackAsked, PRIORITIES, type Priority } from './ask-for-call-back'
export { CALL_BACK_STATUS, type CallBackStatus } from './call-back.moves'
export { callOffCall, callOffCallBacks } from './call-off'
export { heldByOther, holdPerson, letGoOf } from './hold'
export { moveRing, type PromisedAgain } from './move-ring'
export {
  callQueue,
  countToRing,
  type InHand,
  inHand,
  isQueuePlace,
  type OwedCall,
  owedTo,
  type Queue,
  type QueueRow,
} from './queue.queries'
export { type PutOff, recordTry, type Tried, type TryResult } from './record-try'
export { isRingDay, meetsPart, nextTry, type RingRules, ringDayFrom, ringHours, ringRules, ringTime } from './ring-days'
export { endShift, type OnShift, onShift } from './shift'
export { endStuckCalls, peopleWithStuckCalls } from './stuck-calls'
export { putBack, takeCall, takeNextCall } from './take-next'
export { isRingingTime, londonTime, nextWorkingDay, PART_WORDS, PARTS, type Part, windowOf } from './try-rules'

const whoIsRung = ({ to, for: whom }: Readonly<Record<string, unknown>>): string => (to ? `${to} for ${whom}` : 'them')

/** Those we owe a call, and who has whom in hand. The pages they are rung from are the helpline's. */
export const callbacks: Module = {
  name: 'callbacks',
  forget: forgetCallBacks,
  stopsForPerson: stopCallBacks,
  consentWithdrawn: stopCallsUnheld,
  wouldStop: callsToStop,
  routes: [],
  statuses: { 'call-back': callBackMoves },
  says: {
    'call-back.ask': (detail) => `We will ring ${whoIsRung(detail)}${detail.on ? `, from ${formatDate(String(detail.on))}` : ''}`,
    'call-back.move': (detail) =>
      `We promised again to ring ${whoIsRung(detail)}: it is one ring, from ${formatDate(String(detail.on))}`,
    'call-back.call-off': () => 'A call that we owed them is not needed any more',
    'call-back.reach': () => 'We rang them as we said',
    'call-back.give-up': () => 'We could not reach them by phone',
    'call-back.take': () => 'In hand to be rung',
    'call-back.put-back': () => 'Put back in the queue of calls',
  },
}
