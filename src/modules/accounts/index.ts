import type { Module } from '#platform/module'
import { rolesInWords } from './account'
import { forgetAccount } from './forget'
import { routes } from './routes'
import { sendSignInCode } from './sign-in/send-code'
import { tidy } from './tidy'

export { inviteForm, rightsForm } from './account'
export { accountRows } from './account.queries'
export { addAlliance, addAllianceReasons, allianceForm, type NewAlliance } from './add-alliance'
export { closeAccount } from './close-account'
export { endPersonaSignIns, printFirstAdminLink } from './first-admin'
export { inviteAccount } from './invite-account'
export { linkAccount } from './link-account'
export { setRoles } from './set-roles'
export { actorOf } from './sign-in/sign-in-token'

const roles = (detail: Readonly<Record<string, unknown>>): string => rolesInWords(detail.roles as string[]).toLowerCase()

export const accounts: Module = {
  name: 'accounts',
  forget: forgetAccount,
  routes,
  says: {
    'account.invite': (detail) => `Invited to sign in as ${roles(detail)}`,
    'account.set-roles': (detail) => `May now act as ${roles(detail)}`,
    'account.close': () => 'Account closed, and signed out everywhere',
    'account.reopen': () => 'Account opened again',
    'account.link': () => 'A one-time sign-in link was made',
    'alliance.add': () => 'The alliance was added',
    'sign-in.ask': () => 'A sign-in code was sent',
    'sign-in.use': ({ wrong, way }) => (wrong ? 'A wrong sign-in code was tried' : `Signed in by ${String(way)}`),
    'sign-in.persona': () => 'Signed in as a made-up person',
    'sign-in.end': () => 'Signed out',
  },
  jobs: { 'send-sign-in-code': sendSignInCode, tidy },
  jobNames: { tidy: 'Forget old sign-ins' },
  schedule: { tidy: '15 3 * * *' },
  menu: [{ label: 'Accounts', path: '/accounts', action: 'account.list', order: 90, homeOf: ['admin'] }],
}
