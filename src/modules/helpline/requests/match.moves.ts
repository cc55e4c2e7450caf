import { moves } from '#platform/moves'

export type MatchStatus = 'asked' | 'accepted' | 'declined' | 'withdrawn' | 'ended'

/** Who is asked about a request, and who helps with it. It stands beside the request, since closing one ends the other. */
export const matchMoves = moves<MatchStatus>()({
  accept: { from: ['asked'], to: 'accepted' },
  decline: { from: ['asked'], to: 'declined' },
  withdraw: { from: ['asked'], to: 'withdrawn' },
  end: { from: ['accepted'], to: 'ended' },
})

export const MATCH_STATUS: Readonly<Record<MatchStatus, string>> = {
  asked: 'Asked',
  accepted: 'Helping',
  declined: 'Said no',
  withdrawn: 'No longer asked',
  ended: 'Finished helping',
}
