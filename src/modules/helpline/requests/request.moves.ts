import { moves } from '#platform/moves'

export const REQUEST_STATUSES = {
  new: 'New',
  triaged: 'Looked at',
  in_hand: 'In hand',
  waiting: 'Waiting',
  done: 'Done',
  closed: 'Closed',
} as const
export type RequestStatus = keyof typeof REQUEST_STATUSES

const open = ['new', 'triaged', 'in_hand', 'waiting'] as const

export const requestMoves = moves<RequestStatus>()({
  triage: { from: ['new'], to: 'triaged' },
  take: { from: open, to: 'in_hand' },
  wait: { from: ['new', 'triaged', 'in_hand'], to: 'waiting' },
  finish: { from: open, to: 'done' },
  close: { from: open, to: 'closed' },
  reopen: { from: ['done', 'closed'], to: 'in_hand' },
})

export const isOpen = (status: string): boolean => (open as readonly string[]).includes(status)
export const OPEN: readonly RequestStatus[] = open
