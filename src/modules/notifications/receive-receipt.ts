import { command } from '#platform/command'
import { done } from '#platform/outcome'

export const RECEIPT_STATUSES = ['sending', 'delivered', 'temporary_failure', 'permanent_failure', 'technical_failure'] as const
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number]

export interface Receipt {
  readonly provider: string
  /** Our message id as the provider tells it back, where it does. */
  readonly reference?: string | null
  readonly providerId: string
  readonly status: ReceiptStatus
  readonly at: Date
}

/** What a provider says of a message. Repeated, out of order or about a message we do not know: all fine. */
export const receiveReceipt = command('message.receipt', async (_work, _receipt: Receipt) => done({ known: false }))
