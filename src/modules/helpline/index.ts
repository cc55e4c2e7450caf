import type { Module } from '#platform/module'
import { requestMoves } from './requests/request.moves'

export { closeRequest } from './requests/close-request'
export { type MovedRequest, moveRequest } from './requests/move-request'
export { type NewRequest, type RecordedRequest, recordRequest, requestReasons, writeRequest } from './requests/record-request'
export {
  askedFields,
  BARRIER_CODES,
  BARRIERS,
  type Barrier,
  inWords,
  NEED_CODES,
  NEEDS,
  type Need,
  nextStepFields,
  OUTCOMES,
  type OutcomeOfRequest,
  type RequestInput,
  requestForm,
  SOURCES,
} from './requests/request'
export { isOpen, REQUEST_STATUSES, type RequestStatus, requestMoves } from './requests/request.moves'

export const helpline: Module = { name: 'helpline', routes: [], statuses: { request: requestMoves } }
