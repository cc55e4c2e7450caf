import type { Module } from '#platform/module'
import { routes } from './routes'
import { sendMessage } from './send-message'

export { configureMail, mailWorks } from './post-office'
export { sendEmail } from './send-email'

export const notifications: Module = { name: 'notifications', routes, jobs: { 'send-message': sendMessage } }
