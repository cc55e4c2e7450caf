import type { Module } from '#platform/module'
import { inboundMoves } from './inbound.moves'
import { messageMoves } from './message.moves'
import { noticeMoves } from './notice.moves'
import { postRound } from './post-round'
import { routes } from './routes'
import { sendMessage } from './send-message'

export { type CallOff, callOff } from './call-off'
export { type Notice, notify, notifyMany } from './notify'
export { configureMail, mailWorks } from './post-office'
export { sendEmail } from './send-email'

export const notifications: Module = {
  name: 'notifications',
  routes,
  statuses: { message: messageMoves, notice: noticeMoves, 'inbound text': inboundMoves },
  jobs: { 'send-message': sendMessage, 'post-round': postRound },
}
