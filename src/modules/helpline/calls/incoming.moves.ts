import { moves } from '#platform/moves'

export type IncomingStatus = 'ringing' | 'taken' | 'ended'

export const INCOMING: readonly IncomingStatus[] = ['ringing', 'taken', 'ended']

/** A call the telephone announced: it rings, someone takes it, or it ends. */
export const incomingMoves = moves<IncomingStatus>()({
  take: { from: ['ringing'], to: 'taken' },
  end: { from: ['ringing', 'taken'], to: 'ended' },
})
