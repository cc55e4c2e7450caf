/** What someone who rings for another is to them. */
export const STANDINGS = {
  relative: 'A relative',
  neighbour: 'A friend or neighbour',
  carer: 'A carer',
  support_worker: 'A support worker',
  councillor: 'A councillor',
  gp: 'A GP practice',
  social_worker: 'A social worker',
  other: 'Someone else',
} as const
export type Standing = keyof typeof STANDINGS

export const AGREED = {
  is_there: 'Yes: they are there, and told me',
  said_so: 'Yes: the caller says so',
  not_yet: 'Not yet: we will ask them first',
} as const
export type Agreed = keyof typeof AGREED

/** Whom we ring back, where someone rings for someone else. */
export const RING_WHOM = { person: 'The person it is about', caller: 'The one who rings' } as const

/** How somebody was told where to go. */
export const SENT_HOW = { told: 'Told them on the phone', message: 'Send it to them' } as const
export type SentHow = keyof typeof SENT_HOW
