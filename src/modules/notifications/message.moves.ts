import { moves } from '#platform/moves'

export type MessageStatus = 'planned' | 'sending' | 'sent' | 'delivered' | 'unsure' | 'failed' | 'cancelled'

/** One attempt by one way. Receipts come in any order, so a delivery may follow a failure, and come before our own record. */
export const messageMoves = moves<MessageStatus>()({
  claim: { from: ['planned'], to: 'sending' },
  letGo: { from: ['sending'], to: 'planned' },
  send: { from: ['sending', 'unsure'], to: 'sent' },
  print: { from: ['planned'], to: 'sent' },
  doubt: { from: ['sending'], to: 'unsure' },
  deliver: { from: ['sending', 'unsure', 'sent', 'failed'], to: 'delivered' },
  fail: { from: ['planned', 'sending', 'unsure', 'sent'], to: 'failed' },
  /** Someone looked and found that it had gone. */
  believe: { from: ['unsure'], to: 'sent' },
  tryAgain: { from: ['unsure', 'failed'], to: 'planned' },
  cancel: { from: ['planned', 'unsure'], to: 'cancelled' },
})

export const MESSAGE_STATUS: Readonly<Record<MessageStatus, string>> = {
  planned: 'Waiting to go',
  sending: 'Going now',
  sent: 'Sent',
  delivered: 'Delivered',
  unsure: 'Someone needs to look',
  failed: 'Did not arrive',
  cancelled: 'Not sent',
}
