/** What a person's timeline can be narrowed to: the beginnings of the actions it then shows. */
export const KINDS = {
  all: { label: 'All', actions: [] },
  contact: { label: 'Calls', actions: ['call.', 'call-back.', 'text.'] },
  messages: { label: 'Messages', actions: ['notice.', 'message.', 'letter.'] },
  requests: { label: 'Requests', actions: ['request.', 'match.', 'referral.', 'signpost.'] },
  sessions: { label: 'Sessions', actions: ['session.', 'skill.'] },
  loans: { label: 'Devices', actions: ['loan.', 'device.', 'distribution.', 'waiting.', 'booking.'] },
  record: { label: 'Their record', actions: ['person.', 'consent.', 'note.'] },
} as const satisfies Record<string, { label: string; actions: readonly string[] }>
export type Kind = keyof typeof KINDS

/** A word from the address as a kind; anything else is all. */
export const kindOf = (word: string): Kind => (word in KINDS ? (word as Kind) : 'all')
