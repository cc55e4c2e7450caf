import type { Module } from '#platform/module'
import { inboundMoves } from './inbound.moves'
import { messageMoves } from './message.moves'
import { noticeMoves } from './notice.moves'
import { postRound } from './post-round'
import { routes } from './routes'
import { sendMessage } from './send-message'
import { forYouEntry, forYouRoutes } from './staff/routes'
import { staffSays } from './staff/says'
import { writeDigests } from './staff/write-digest'
import { around } from './templates/compose'

export { type CallOff, callOff } from './call-off'
export { type Notice, notify, notifyMany } from './notify'
export { configureMail, mailWorks } from './post-office'
export { sendEmail } from './send-email'
export { type StaffNotice, tellStaff } from './staff/tell-staff'

export const notifications: Module = {
  name: 'notifications',
  routes: [...routes, ...forYouRoutes],
  statuses: { message: messageMoves, notice: noticeMoves, 'inbound text': inboundMoves },
  jobs: { 'send-message': sendMessage, 'post-round': postRound, 'write-digests': writeDigests },
  schedule: { 'write-digests': '*/10 6-18 * * *' },
  says: { ...staffSays },
  templates: [around],
  menu: [forYouEntry],
}
