import { help } from './may/help'
import { house } from './may/house'
import { lending } from './may/lending'
import { messages } from './may/messages'
import { people } from './may/people'
import type { Role } from './may/roles'

export { guardians, ROLE_NAMES, ROLES, type Role } from './may/roles'

/** Who may do what: one table. Routes, commands, menus and docs/permissions.md all read it; what is not here nobody may do. */
export const MAY = { ...house, ...people, ...help, ...lending, ...messages } as const satisfies Record<string, readonly Role[]>

/** Open to everyone, signed in or not: the public site and signing in. Written down so that nothing is open by accident. */
export const PUBLIC = [
  'public.home',
  'public.ask-for-help',
  'public.referral',
  'public.refer',
  'public.pages',
  'public.found-device',
  'sign-in.ask',
  'sign-in.use',
  'sign-in.end',
  'sign-in.persona',
  'demo.outbox',
  // machines, which prove themselves in what they send
  'hook.notify',
  'hook.twilio',
  'hook.calls',
] as const

export type StaffAction = keyof typeof MAY
export type PublicAction = (typeof PUBLIC)[number]
export type Action = StaffAction | PublicAction

/** The system itself: scheduled jobs, imports from the command line, the replay of the demo. */
export type ActorKind = 'account' | 'public' | 'system'

export interface Actor {
  readonly kind: ActorKind
  readonly name: string
  readonly roles: readonly Role[]
  readonly accountId: string | null
  /** The person this account is, where it is one (a champion). */
  readonly personId: string | null
  /** The partner this account speaks for. */
  readonly partnerId: string | null
}

export const publicActor: Actor = { kind: 'public', name: 'Public', roles: [], accountId: null, personId: null, partnerId: null }
export const systemActor: Actor = { kind: 'system', name: 'System', roles: [], accountId: null, personId: null, partnerId: null }

const isPublic = (action: Action): action is PublicAction => (PUBLIC as readonly string[]).includes(action)

/** Whether this actor may do this. The system may do all that is listed; everyone may do what is public. */
export const may = (actor: Actor, action: Action): boolean => {
  if (isPublic(action)) return true
  const roles: readonly Role[] | undefined = MAY[action]
  if (!roles) return false
  return actor.kind === 'system' || actor.roles.some((role) => roles.includes(role))
}
