import { desk, guardians, ROLES, type Role } from './roles'

/** What the program tells people and those who work here. */
export const messages = {
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
  // the guardians too: a letter to someone kept apart is seen and printed by nobody else
  'letter.list': [...desk, 'librarian', 'lead', ...guardians],
  'letter.print': [...desk, 'librarian', 'lead', ...guardians],
  'message.list': [...desk, 'lead'],
  // the guardians too: they are told of a message to someone kept apart that did not arrive
  'message.read': [...desk, 'lead', ...guardians],
  'message.went': desk,
  'message.send-again': desk,
  'message.call-instead': desk,
  'message.leave': desk,
  'notice.try-again': desk,
  'notice.call-instead': desk,
  'notice.leave': desk,
  // those who may see people kept apart read what they text us; nobody else can
  'text.list': [...desk, ...guardians],
  'text.see-to': [...desk, ...guardians],
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
} as const satisfies Record<string, readonly Role[]>
