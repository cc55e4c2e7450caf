import { moves } from '#platform/moves'

export const WAITING_STATUSES = {
  waiting: 'Waiting',
  offered: 'Offered a device',
  missed: 'Did not collect',
  done: 'Has a device',
  left: 'Left the list',
} as const
export type WaitingStatus = keyof typeof WAITING_STATUSES

/** What may follow what for someone on the waiting list. */
export const waitingMoves = moves<WaitingStatus>()({
  offer: { from: ['waiting'], to: 'offered' },
  // They said no to this device, or staff called the offer off: they keep their place
  decline: { from: ['offered'], to: 'waiting' },
  // The days ran out: someone asks them before the next offer
  miss: { from: ['offered'], to: 'missed' },
  rejoin: { from: ['missed'], to: 'waiting' },
  offerAgain: { from: ['missed', 'waiting'], to: 'offered' },
  serve: { from: ['offered', 'waiting', 'missed'], to: 'done' },
  leave: { from: ['waiting', 'offered', 'missed'], to: 'left' },
})
