import { moves } from '#platform/moves'

export type NoticeStatus = 'waiting' | 'on_its_way' | 'told' | 'to_call' | 'cancelled' | 'could_not_tell'

/** One thing to tell one person. A message that fails sends it back to be thought over, by the next way. */
export const noticeMoves = moves<NoticeStatus>()({
  send: { from: ['waiting'], to: 'on_its_way' },
  tell: { from: ['on_its_way', 'waiting'], to: 'told' },
  fallBack: { from: ['on_its_way', 'told'], to: 'waiting' },
  askForCall: { from: ['waiting'], to: 'to_call' },
  giveUp: { from: ['waiting'], to: 'could_not_tell' },
  cancel: { from: ['waiting', 'on_its_way'], to: 'cancelled' },
  // What someone at a desk decides about one that is stuck.
  tryAgain: { from: ['could_not_tell'], to: 'waiting' },
  callInstead: { from: ['waiting', 'on_its_way', 'could_not_tell'], to: 'to_call' },
  leave: { from: ['waiting', 'on_its_way', 'could_not_tell'], to: 'cancelled' },
})

export const NOTICE_STATUS: Readonly<Record<NoticeStatus, string>> = {
  waiting: 'Waiting',
  on_its_way: 'On its way',
  told: 'Told',
  to_call: 'To be told by phone',
  cancelled: 'Not needed any more',
  could_not_tell: 'No way to tell them',
}
