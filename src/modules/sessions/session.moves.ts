import { moves } from '#platform/moves'

export type SessionStatus = 'planned' | 'held' | 'cancelled'

export const sessionMoves = moves<SessionStatus>()({
  hold: { from: ['planned'], to: 'held' },
  cancel: { from: ['planned'], to: 'cancelled' },
})

export const SESSION_STATUS: Readonly<Record<SessionStatus, string>> = {
  planned: 'Planned',
  held: 'Held',
  cancelled: 'Cancelled',
}
