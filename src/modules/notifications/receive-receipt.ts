import { sql } from 'kysely'
import { command, type Work } from '#platform/command'
import { isId } from '#platform/ids'
import { done } from '#platform/outcome'
import { stopTelling } from './call-off'
import { messageMoves } from './message.moves'
import type { MessageRow } from './sending/claim-messages'
import { messageHappened, moveMessage } from './sending/record-outcome'
import { type Carried, moveNotices } from './sending/tell-notices'

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

const FAILURES: Readonly<Partial<Record<ReceiptStatus, string>>> = {
  temporary_failure: 'It could not be delivered: the phone was off or the mailbox full',
  permanent_failure: 'It could not be delivered: the number or address does not work',
  technical_failure: 'It could not be delivered: a fault at the provider',
}

/** The message it speaks of: by our own reference, or else by the provider's id for it. */
const messageOf = ({ tx, allianceId }: Work, { reference, provider, providerId }: Receipt) =>
  tx
    .selectFrom('message')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where((row) =>
      row.or([
        ...(isId(reference) ? [row('id', '=', reference)] : []),
        row.and([row('provider', '=', provider), row('provider_id', '=', providerId)]),
      ]),
    )
    .forUpdate()
    .executeTakeFirst()

const isNews = async ({ tx, allianceId, at }: Work, message: string, receipt: Receipt): Promise<boolean> => {
  const kept = await tx
    .insertInto('message_receipt')
    .values({ alliance_id: allianceId, message_id: message, status: receipt.status, at: receipt.at, received_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows === 1n
}

/** It arrived after all: what was planned instead is not needed. */
const delivered = async (work: Work, id: string, at: Date) => {
  const message = await moveMessage(work, id, messageMoves.deliver, {
    ...{ delivered_at: at, failed_at: null, failure: null },
    sent_at: sql<Date>`coalesce(sent_at, ${work.at}::timestamptz)`,
  })
  const carried = message ? ((await moveNotices(work, [id], 'tell')).get(id) ?? []) : []
  await stopTelling(
    work,
    carried.map((notice) => notice.id),
  )
  return { message, carried }
}

const failed = async (work: Work, id: string, receipt: Receipt, why: string) => {
  const message = await moveMessage(work, id, messageMoves.fail, { failed_at: work.at, failure: why })
  if (!message) return { message, carried: [] }
  const carried = (await moveNotices(work, [id], 'fallBack')).get(id) ?? []
  await work.queue('message-failed', { message: id, badAddress: receipt.status === 'permanent_failure' })
  return { message, carried }
}

const settle = async (
  work: Work,
  id: string,
  receipt: Receipt,
): Promise<{ message: MessageRow | undefined; carried: readonly Carried[] }> => {
  if (receipt.status === 'delivered') return delivered(work, id, receipt.at)
  const why = FAILURES[receipt.status]
  if (why) return failed(work, id, receipt, why)
  const message = await moveMessage(work, id, messageMoves.send, { sent_at: work.at, failure: null })
  return { message, carried: message ? ((await moveNotices(work, [id], 'tell')).get(id) ?? []) : [] }
}

/** What a provider says of a message. Repeated, out of order or about a message we do not know: all fine. */
export const receiveReceipt = command('message.receipt', async (work, receipt: Receipt) => {
  const found = await messageOf(work, receipt)
  if (!found || !(await isNews(work, found.id, receipt))) return done({ known: found !== undefined })
  const { message, carried } = await settle(work, found.id, receipt)
  const happened = message ? messageHappened(message, carried, { status: receipt.status }) : []
  return done({ known: true }, ...happened)
})
