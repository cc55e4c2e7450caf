/** What a person's timeline can be narrowed to: the beginnings of the actions it then shows. */
export const KINDS = {
  all: { label: 'All', actions: [] },
  contact: { label: 'Calls', actions: ['call.', 'call-back.', 'text.'] },
  messages: { label: 'Messages', actions: ['notice.', 'message.', 'letter.'] },
  requests: {
    label: 'Requests',
    actions: [
      ...['request.', 'match.', 'referral.', 'signpost.', 'public.ask-for-help'],
      // What partners and whoever referred them did about them, by an account or an address.
      ...['partner.refer', 'partner.asked', 'partner.answer', 'public.refer', 'public.referral'],
    ],
  },
  sessions: { label: 'Sessions', actions: ['session.', 'skill.', 'resource.'] },
  loans: {
    label: 'Devices',
    actions: [...['loan.', 'device.', 'distribution.', 'waiting.', 'booking.', 'sim.', 'eligibility.', 'organisation-loan.']],
  },
  record: {
    label: 'Their record',
    actions: ['person.', 'consent.', 'note.', 'concern.', 'champion.', 'account.', 'import.people', 'import.champions'],
  },
} as const satisfies Record<string, { label: string; actions: readonly string[] }>
export type Kind = keyof typeof KINDS

/** A word from the address as a kind; anything else is all. */
export const kindOf = (word: string): Kind => (Object.hasOwn(KINDS, word) ? (word as Kind) : 'all')
