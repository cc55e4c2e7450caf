import type { Module } from '#platform/module'
import { routes } from './routes'
import { sendMessage } from './send-message'
import { around } from './templates/compose'

export { configureMail, mailWorks } from './post-office'
export { sendEmail } from './send-email'
export { type StaffNotice, tellStaff } from './staff/tell-staff'

export const notifications: Module = {
  name: 'notifications',
  routes,
  jobs: { 'send-message': sendMessage },
  templates: [around],
}
