import { moves } from '#platform/moves'

export type InboundStatus = 'received' | 'answered' | 'stopped' | 'to_look_at' | 'nobody' | 'seen_to'

/** A text from someone: it answered something, stopped our texts, or is for a person to read. */
export const inboundMoves = moves<InboundStatus>()({
  answer: { from: ['received'], to: 'answered' },
  stop: { from: ['received'], to: 'stopped' },
  passOn: { from: ['received'], to: 'to_look_at' },
  leave: { from: ['received'], to: 'nobody' },
  /** Somebody read it and did what there was to do. */
  seeTo: { from: ['nobody', 'to_look_at'], to: 'seen_to' },
})

export const INBOUND_STATUS: Readonly<Record<InboundStatus, string>> = {
  received: 'Just in',
  answered: 'Done',
  stopped: 'No more texts',
  to_look_at: 'For a person to read',
  nobody: 'From a number nobody has',
  seen_to: 'Seen to',
}
