import { moves } from '#platform/moves'

export const CHECK_STATUSES = { counting: 'Counting', closed: 'Closed' } as const
export type CheckStatus = keyof typeof CHECK_STATUSES

/** A stock check is counted by as many people as like, over as many days as it takes, until it is closed. */
export const stockCheckMoves = moves<CheckStatus>()({ close: { from: ['counting'], to: 'closed' } })
