import type { Module } from '#platform/module'
import { readText } from './answers/read-text'
import { readWaiting } from './answers/read-waiting'
import { tidyTexts } from './answers/tidy-texts'
import { boardEntry, boardRoutes } from './board/routes'
import { boardSays } from './board/says'
import { forgetMessages } from './forget'
import { hookRoutes, hookSays } from './hooks/routes'
import { inboundMoves } from './inbound.moves'
import { jobRoutes } from './jobs/routes'
import { jobSays } from './jobs/says'
import { watchJobs } from './jobs/watch-jobs'
import { askLetters } from './letters/ask-letters'
import { letterRoutes, letterSays, lettersEntry } from './letters/routes'
import { messageMoves } from './message.moves'
import { noticeMoves } from './notice.moves'
import { messagesOfPerson } from './panel/person-messages'
import { postRound, postRounds } from './post-round'
import { routes } from './routes'
import { messageSays } from './says'
import { sendMessage } from './send-message'
import { messageFailed } from './sending/message-failed'
import { forYouEntry, forYouRoutes } from './staff/routes'
import { staffSays } from './staff/says'
import { tidyNotices } from './staff/tidy-notices'
import { writeDigests } from './staff/write-digest'
import { around } from './templates/compose'
import { templateRoutes } from './templates/routes'
import { templateSays } from './templates/says'
import { wayRoutes, waySays, waysEntry } from './ways/routes'
import { sendTry } from './ways/try-way'

export { seeToText } from './board/see-to-text'
export { type CallOff, callOff } from './call-off'
export { heardAt } from './heard-at'
export { asSystem, turnAway } from './hooks/turn-away'
export { type Notice, notify, notifyMany } from './notify'
export { canWriteTo } from './planning/can-write-to'
export { configureMail, mailWorks } from './post-office'
export { configureProviders } from './providers/addresses'
export { receiveReceipt } from './receive-receipt'
export { receiveText } from './receive-text'
export { sendEmail } from './send-email'
export { tellGuardians } from './staff/tell-guardians'
export { type StaffNotice, tellStaff } from './staff/tell-staff'
export { tellWhoHasIt } from './staff/tell-who-has-it'
export { saveWords } from './templates/save-words'

export const notifications: Module = {
  name: 'notifications',
  forget: forgetMessages,
  routes: [
    ...routes,
    ...forYouRoutes,
    ...templateRoutes,
    ...boardRoutes,
    ...jobRoutes,
    ...letterRoutes,
    ...wayRoutes,
    ...hookRoutes,
  ],
  statuses: { message: messageMoves, notice: noticeMoves, 'inbound text': inboundMoves },
  jobs: {
    'send-message': sendMessage,
    'post-round': postRound,
    'post-rounds': postRounds,
    'message-failed': messageFailed,
    'read-text': readText,
    'read-waiting': readWaiting,
    'write-digests': writeDigests,
    'watch-jobs': watchJobs,
    'ask-letters': askLetters,
    'tidy-notices': tidyNotices,
    'tidy-texts': tidyTexts,
    'try-way': sendTry,
  },
  jobNames: {
    'post-round': 'Send what is due',
    'post-rounds': 'Look for what is due',
    'send-message': 'Send an email to an account',
    'message-failed': 'See to a message that did not arrive',
    'read-text': 'Read a text',
    'read-waiting': 'Read texts that were cut off',
    'write-digests': 'Write the daily emails',
    'watch-jobs': 'Look for work that keeps failing',
    'ask-letters': 'Ask what became of letters',
    'try-way': 'Send a test message',
    'tidy-notices': 'Forget what staff read long ago',
    'tidy-texts': 'Forget what strangers texted long ago',
  },
  atStart: ['post-rounds', 'read-waiting'],
  schedule: {
    'post-rounds': '* * * * *',
    'read-waiting': '* * * * *',
    'write-digests': '*/10 6-18 * * *',
    'watch-jobs': '*/10 * * * *',
    'ask-letters': '25 * * * *',
    'tidy-notices': '35 3 * * *',
    'tidy-texts': '40 3 * * *',
  },
  says: { ...messageSays, ...staffSays, ...letterSays, ...templateSays, ...boardSays, ...jobSays, ...waySays, ...hookSays },
  panels: [messagesOfPerson],
  templates: [around],
  menu: [
    boardEntry,
    { label: 'Words we send', path: '/templates', action: 'template.list', order: 84 },
    lettersEntry,
    waysEntry,
    { label: 'Background', path: '/jobs', action: 'job.list', order: 96 },
    forYouEntry,
  ],
}
