import { moves } from '#platform/moves'

export type PairStatus = 'offered' | 'later' | 'apart' | 'merged'

/** Two records that may be one person: what was said of them. */
export const pairMoves = moves<PairStatus>()({
  putOff: { from: ['offered', 'later'], to: 'later' },
  tellApart: { from: ['offered', 'later'], to: 'apart' },
  offerAgain: { from: ['later', 'apart'], to: 'offered' },
  merge: { from: ['offered', 'later', 'apart'], to: 'merged' },
  takeApart: { from: ['merged'], to: 'apart' },
})
