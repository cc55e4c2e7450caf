import { moves } from '#platform/moves'
import type { LoanStatus } from './loan'

/** What may follow what with a loan. Overdue is a reading of the clock, never a status. */
export const loanMoves = moves<LoanStatus>()({
  collect: { from: ['promised'], to: 'on_loan' },
  cancel: { from: ['promised'], to: 'cancelled' },
  lapse: { from: ['promised'], to: 'cancelled' },
  // Kept longer; or put by anew after its days ran out, while its device is still here: see hold-again.ts
  holdAgain: { from: ['promised', 'cancelled'], to: 'promised' },
  extend: { from: ['on_loan'], to: 'on_loan' },
  bringBack: { from: ['on_loan', 'lost'], to: 'returned' },
  breaks: { from: ['on_loan'], to: 'on_loan' },
  lose: { from: ['on_loan'], to: 'lost' },
})
