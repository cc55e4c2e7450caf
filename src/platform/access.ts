/** Who may do what: one table. Routes, commands, menus and docs/permissions.md all read it; what is not here nobody may do. */
export const ROLES = [
  'helpline',
  'coordinator',
  'champion',
  'librarian',
  'refurbisher',
  'partner',
  'lead',
  'region',
  'admin',
  'safeguarding',
  'data_lead',
] as const
export type Role = (typeof ROLES)[number]

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  helpline: 'Helpline worker',
  coordinator: 'Champion coordinator',
  champion: 'Digital champion',
  librarian: 'Device librarian',
  refurbisher: 'Refurbisher',
  partner: 'Partner',
  lead: 'Programme lead',
  region: 'Region officer',
  admin: 'Administrator',
  safeguarding: 'Safeguarding lead',
  data_lead: 'Data lead',
}

const desk = ['helpline', 'coordinator'] as const
const devices = ['librarian', 'refurbisher'] as const
const staff = ['helpline', 'coordinator', 'librarian', 'lead', 'admin'] as const
/** Those who may see people kept apart. */
const guardians = ['safeguarding', 'data_lead'] as const
const meetsPeople = ['helpline', 'coordinator', 'librarian', ...guardians] as const

export const MAY = {
  // accounts
  'account.home': ROLES,
  'account.list': ['admin', 'lead'],
  'account.invite': ['admin'],
  'account.set-roles': ['admin'],
  'account.close': ['admin'],
  'account.reopen': ['admin'],
  // from the command line alone
  'account.link': [],
  'alliance.add': [],
  // people
  'person.find': meetsPeople,
  'person.list': meetsPeople,
  'person.read': meetsPeople,
  'person.record': ['helpline', 'coordinator', 'librarian'],
  'person.correct': desk,
  'person.mark-way': [...desk, 'librarian'],
  'person.died': desk,
  'person.safe-contact': [...desk, ...guardians],
  'consent.give': [...desk, 'librarian', 'data_lead'],
  'consent.withdraw': [...desk, 'librarian', 'data_lead'],
  'note.write': meetsPeople,
  'note.correct': meetsPeople,
  'note.history': ['coordinator', ...guardians],
  'person.see-restricted': guardians,
  'person.restrict': ['coordinator', ...guardians],
  'person.lift-restriction': guardians,
  // written for whoever opens the record of someone kept apart
  'person.read-restricted': [...meetsPeople, 'champion'],
  'person.break-glass': desk,
  'person.erase': ['data_lead', 'lead', 'admin'],
  // two records of one person
  'person.duplicates': ['coordinator'],
  'person.merge': ['coordinator'],
  'person.unmerge': ['coordinator'],
  'person.put-off': ['coordinator'],
  'person.tell-apart': ['coordinator'],
  'person.offer-again': ['coordinator'],
  // safeguarding
  'concern.raise': [...meetsPeople, 'champion', 'refurbisher', 'partner', 'lead', 'admin'],
  'concern.read': ['safeguarding'],
  'concern.note': ['safeguarding'],
  'safeguarding.numbers': ['safeguarding', 'lead', 'admin'],
  // helpline
  'call.list': [...desk, 'lead'],
  'call.read': desk,
  'call.record': desk,
  'call.save-draft': desk,
  'call.drop-draft': desk,
  'call.take-incoming': desk,
  'call-back.list': [...desk, 'lead'],
  'call-back.ask': desk,
  'call-back.call-off': desk,
  'call-back.take': desk,
  'call-back.put-back': desk,
  'call-back.reach': desk,
  'call-back.give-up': desk,
  'call-list.make': desk,
  'call-list.stop': desk,
  'phone.set': ['admin'],
  'phone.renew-secret': ['admin'],
  'phone.hear': [],
  'request.list': desk,
  'request.read': desk,
  'request.record': desk,
  'request.plan': desk,
  'request.triage': desk,
  'request.edit': desk,
  'request.take': desk,
  'request.wait': desk,
  'request.close': desk,
  'request.reopen': desk,
  // champions and matching
  'champion.list': [...desk, 'lead'],
  'champion.read': desk,
  'champion.record': ['coordinator'],
  'champion.activate': ['coordinator'],
  'champion.pause': ['coordinator'],
  'champion.resume': ['coordinator'],
  'champion.correct': ['coordinator'],
  'champion.leave': ['coordinator'],
  'match.find': desk,
  'match.ask': desk,
  'match.withdraw': desk,
  'match.end': desk,
  'match.mine': ['champion'],
  'match.accept': ['champion'],
  'match.decline': ['champion'],
  // sessions
  'session.list': [...desk, 'lead'],
  'session.read': [...desk, 'champion'],
  'session.plan': [...desk, 'champion'],
  'session.record': [...desk, 'champion'],
  'session.cancel': [...desk, 'champion'],
  'session.plan-group': desk,
  'session.book': desk,
  'session.unbook': desk,
  'session.record-group': [...desk, 'champion'],
  // skills and outcomes
  'skill.list': [...desk, 'champion', 'lead'],
  'skill.check': [...desk, 'champion'],
  // devices
  'device.list': [...desk, ...devices],
  'device.read': [...desk, ...devices],
  'device.record': devices,
  'device.correct': devices,
  'device.repair': devices,
  'device.retire': devices,
  'device.wipe': devices,
  'device.prepare': devices,
  'device.unlock': devices,
  'device.replace-part': devices,
  'device.miss': devices,
  'device.sell': devices,
  'stock-check.start': devices,
  'stock-check.count': devices,
  'stock-check.close': devices,
  'sim.list': ['librarian', ...desk],
  'sim.read': ['librarian', ...desk],
  'sim.record': ['librarian'],
  'sim.issue': ['librarian'],
  'sim.pair': ['librarian'],
  'sim.suspend': ['librarian'],
  'sim.end': ['librarian'],
  'sim.see-secret': ['librarian'],
  'stock-rule.read': ['librarian', 'lead', 'admin'],
  'stock-rule.set': ['lead', 'admin'],
  'loan.list': [...desk, 'librarian'],
  'loan.read': ['librarian', ...desk],
  'loan.send-agreement': ['librarian', ...desk],
  'loan.promise': ['librarian', ...desk],
  'loan.collect': ['librarian'],
  'loan.extend': ['librarian', ...desk],
  'loan.bring-back': ['librarian'],
  'loan.hand-in': ['librarian', ...desk],
  'loan.lose': ['librarian', ...desk],
  'loan.cancel': ['librarian', ...desk],
  'loan.hold-again': ['librarian', ...desk],
  'loan.extend-many': ['librarian', 'lead'],
  'loan.counts': ['librarian', ...desk, 'lead', 'admin'],
  // by the clock, or by a person's own reply
  'loan.lapse': [],
  'loan.chase': [],
  'loan.tell-extended': [],
  'waiting.list': ['librarian', ...desk],
  'waiting.read': ['librarian', ...desk],
  'waiting.join': ['librarian', ...desk],
  'waiting.leave': ['librarian', ...desk],
  'waiting.rejoin': ['librarian', ...desk],
  'waiting.offer': ['librarian'],
  'waiting.decline': ['librarian', ...desk],
  'booking.list': ['librarian', ...desk],
  'booking.read': ['librarian', ...desk],
  'booking.make': ['librarian', ...desk],
  'booking.move': ['librarian'],
  'booking.cancel': ['librarian', ...desk],
  'booking.lend': ['librarian'],
  'booking.end': [],
  'device.transfer': ['librarian'],
  'organisation-loan.make': ['librarian'],
  'organisation-loan.read': ['librarian', ...desk],
  'organisation-loan.hand-over': ['librarian'],
  'organisation-loan.count': ['librarian', ...desk],
  'eligibility.check': ['librarian', ...desk],
  'lending-rule.read': ['librarian', 'lead', 'admin'],
  'lending-rule.set': ['lead', 'admin'],
  // gifts
  'distribution.list': [...desk, 'librarian', 'lead'],
  'distribution.record': ['librarian'],
  // partners and places
  'partner.list': [...staff, 'partner'],
  'partner.read': [...staff, 'partner'],
  'partner.record': ['lead', 'admin'],
  'partner.correct': ['lead', 'admin'],
  'partner.end': ['lead', 'admin'],
  'partner.refer': ['partner'],
  'partner.referrals': ['partner'],
  // people passed on to partners
  'referral.read': desk,
  'referral.send': desk,
  'referral.answer': desk,
  'referral.tell-more': desk,
  'referral.stop': desk,
  'referral.nudge': [],
  'referral.give-back': [],
  'way-in.list': ['coordinator', 'lead'],
  'way-in.make': ['coordinator', 'lead'],
  'way-in.revoke': ['coordinator', 'lead'],
  'place.list': [...staff, 'champion', 'partner'],
  'place.read': [...staff, 'champion', 'partner'],
  'place.record': ['lead', 'admin'],
  'place.correct': ['lead', 'admin'],
  // reports
  'report.read': ['lead', 'coordinator', 'helpline', 'librarian', 'admin'],
  'report.records': ['lead', 'coordinator'],
  'report.region': ['region'],
  'target.set': ['lead'],
  'target.remove': ['lead'],
  // messages: what the program does by itself as the system, as part of what someone else does
  'notice.call-off': [],
  'notice.plan': [],
  'notice.to-call': [],
  'notice.give-up': [],
  'message.claim': [],
  'message.send': [],
  'message.fail': [],
  'message.receipt': [],
  'message.settings': ['admin'],
  'message.try': ['admin'],
  'message.unsure': [],
  'hook.refuse': [],
  'text.receive': [],
  'text.read': [],
  'message.panel': ['helpline', 'coordinator', 'librarian'],
  'letter.list': [...desk, 'librarian', 'lead', ...guardians],
  'letter.print': [...desk, 'librarian', 'lead', ...guardians],
  'message.list': [...desk, 'lead'],
  'message.read': [...desk, 'lead'],
  'message.went': desk,
  'message.send-again': desk,
  'message.call-instead': desk,
  'message.leave': desk,
  'notice.try-again': desk,
  'notice.call-instead': desk,
  'notice.leave': desk,
  'text.list': desk,
  // what the program tells those who work here
  'staff-notice.list': ROLES,
  'staff-notice.read': ROLES,
  'staff-notice.set-digest': ROLES,
  'staff-notice.write-digest': [],
  // the queue of work the program does by itself
  'job.list': ['admin'],
  'job.retry': ['admin'],
  'job.watch': [],
  // the words of messages
  'template.list': [...desk, 'librarian', 'lead', 'admin'],
  'template.read': [...desk, 'librarian', 'lead', 'admin'],
  'template.save': ['lead', 'admin'],
  'template.bring-back': ['lead', 'admin'],
  // bringing records in
  'import.places': ['lead', 'admin'],
  'import.areas': ['lead', 'admin'],
  'import.postcodes': ['lead', 'admin'],
  'import.people': ['coordinator', 'admin'],
  'import.champions': ['coordinator', 'admin'],
  'import.partners': ['lead', 'admin'],
  'import.devices': ['librarian', 'admin'],
  'import.list': ['lead', 'admin', 'coordinator', 'librarian'],
} as const satisfies Record<string, readonly Role[]>

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
