import { ROLES, type Role, staff } from './roles'

/** Accounts, partners, places, reports and records brought in. */
export const house = {
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
  // partners and places
  'partner.list': [...staff, 'partner'],
  'partner.read': [...staff, 'partner'],
  'partner.record': ['lead', 'admin'],
  'partner.correct': ['lead', 'admin'],
  'partner.end': ['lead', 'admin'],
  'partner.refer': ['partner'],
  'partner.tell': ['partner'],
  'partner.referrals': ['partner'],
  'partner.asked': ['partner'],
  'partner.answer': ['partner'],
  'way-in.list': ['coordinator', 'lead'],
  'way-in.make': ['coordinator', 'lead'],
  'way-in.revoke': ['coordinator', 'lead'],
  'place.list': [...staff, 'champion', 'partner'],
  'place.read': [...staff, 'champion', 'partner'],
  'place.record': ['lead', 'admin'],
  'place.correct': ['lead', 'admin'],
  'place.close': ['librarian', 'lead', 'admin'],
  'place.open': ['librarian', 'lead', 'admin'],
  // reports
  'report.read': ['lead', 'coordinator', 'helpline', 'librarian', 'admin'],
  'report.records': ['lead', 'coordinator'],
  'report.told': ['lead', 'coordinator', 'helpline'],
  'report.region': ['region'],
  'target.set': ['lead'],
  'target.remove': ['lead'],
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
