import type { Module } from '#platform/module'
import { callBackMoves } from './call-back.moves'

export { askForCallBack, type CallBackAsked, type Priority } from './ask-for-call-back'
export { CALL_BACK_STATUS, type CallBackStatus } from './call-back.moves'
export { callOffCallBacks } from './call-off'

/** Those we owe a call. Who rings them, and what came of it, is the helpline's. */
export const callbacks: Module = {
  name: 'callbacks',
  routes: [],
  statuses: { 'call-back': callBackMoves },
  says: {
    'call-back.ask': ({ why }) => `We will ring them: ${why}`,
    'call-back.call-off': ({ why }) => `A call is not needed any more: ${why}`,
  },
}
