import { desk, guardians, meetsPeople, type Role } from './roles'

/** People, what they agreed to, and their safety. */
export const people = {
  // people
  'person.find': meetsPeople,
  'person.list': meetsPeople,
  'person.read': meetsPeople,
  'person.record': ['helpline', 'coordinator', 'librarian'],
  'person.correct': desk,
  // written for whoever meets someone we know who tells us more
  'person.hear-more': ['helpline', 'coordinator', 'librarian'],
  'person.recognise': desk,
  'person.mark-way': [...desk, 'librarian'],
  'person.died': desk,
  'person.safe-contact': [...desk, ...guardians],
  'consent.give': [...desk, 'librarian', 'data_lead'],
  'consent.withdraw': [...desk, 'librarian', 'data_lead'],
  // a day that is past ends one by itself
  'consent.end': [],
  'note.write': meetsPeople,
  'note.correct': meetsPeople,
  'note.history': ['coordinator', ...guardians],
  'person.see-restricted': guardians,
  'person.restrict': ['coordinator', ...guardians],
  'person.lift-restriction': guardians,
  // written for whoever opens the record of someone kept apart
  'person.read-restricted': [...meetsPeople, 'champion', 'lead'],
  'person.break-glass': desk,
  'person.erase': ['data_lead', 'lead', 'admin'],
  // two records of one person; of someone kept apart only those who may see them can tell
  'person.duplicates': ['coordinator', ...guardians],
  'person.merge': ['coordinator', ...guardians],
  'person.unmerge': ['coordinator', ...guardians],
  'person.put-off': ['coordinator', ...guardians],
  'person.tell-apart': ['coordinator', ...guardians],
  'person.offer-again': ['coordinator', ...guardians],
  // safeguarding
  'concern.raise': [...meetsPeople, 'champion', 'refurbisher', 'partner', 'lead', 'admin'],
  'concern.read': ['safeguarding'],
  'concern.note': ['safeguarding'],
  'safeguarding.numbers': ['safeguarding', 'lead', 'admin'],
} as const satisfies Record<string, readonly Role[]>
