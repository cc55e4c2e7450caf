import { z } from 'zod'
import type { Answered, Ask, Route } from '#platform/http/ask'
import { answered, hook, type Told } from '#platform/http/hook'
import { sameSecret } from '#platform/twilio-signature'
import { RECEIPT_STATUSES, receiveReceipt } from '../receive-receipt'
import { receiveText } from '../receive-text'
import { secretOf } from './secret-of'
import { asSystem, turnAway } from './turn-away'

/** Whether this call shows the token we made up for Notify. */
const isNotify = async (ask: Ask): Promise<boolean> => {
  const token = await secretOf(ask, 'notify_token_sealed')
  const [, shown] = /^Bearer (.+)$/i.exec(String(ask.headers.authorization ?? '')) ?? []
  return Boolean(token && shown && sameSecret(token, shown))
}

const moment = z.preprocess((value) => (value ? new Date(String(value)) : null), z.date().nullable().catch(null))

/** An id is plain characters: what the database cannot keep is not one. */
const id = z.string().regex(/^[\x21-\x7e]{1,100}$/)

const words = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => text.replaceAll('\u0000', ''))

const receipt = z.object({
  id,
  reference: z.string().max(1000).nullish(),
  status: z.string().max(50),
  created_at: moment,
  sent_at: moment,
  completed_at: moment,
})

const text = z.object({
  id,
  source_number: words(100),
  destination_number: words(100),
  message: z.string(),
  date_received: moment,
})

/** Notify's word for what became of a message as ours; what it has not said yet to be the end is "sending". */
const statusOf = (said: string) => RECEIPT_STATUSES.find((status) => status === said.replaceAll('-', '_')) ?? 'sending'

const proven =
  (name: string, handle: (told: Told) => Promise<Answered>) =>
  async (told: Told): Promise<Answered> =>
    (await isNotify(told.ask)) ? handle(told) : turnAway(told.ask, name)

const notReadable = (): Answered => answered(400, { error: 'not what GOV.UK Notify sends' })

const tookReceipt = async ({ ask, sent }: Told): Promise<Answered> => {
  const read = receipt.safeParse(sent)
  if (!read.success) return notReadable()
  const { id, reference, status, created_at, sent_at, completed_at } = read.data
  await receiveReceipt(asSystem(ask), {
    ...{ provider: 'notify', reference: reference ?? null, providerId: id, status: statusOf(status) },
    at: completed_at ?? sent_at ?? created_at ?? ask.ctx.clock.now(),
  })
  return answered(200)
}

const tookText = async ({ ask, sent }: Told): Promise<Answered> => {
  const read = text.safeParse(sent)
  if (!read.success) return notReadable()
  const { id, source_number, destination_number, message, date_received } = read.data
  await receiveText(asSystem(ask), {
    ...{ provider: 'notify', providerId: id, from: source_number, to: destination_number },
    ...{ words: message, at: date_received ?? ask.ctx.clock.now() },
  })
  return answered(200)
}

/** Room for a text of 10,000 characters, each written as an escape. */
const MOST_BYTES = 256 * 1024

/** What GOV.UK Notify tells us: what became of messages, and texts people send. */
export const notifyHooks: readonly Route[] = [
  hook('/hooks/notify/receipts', 'hook.notify', proven('notify receipts', tookReceipt)),
  hook('/hooks/notify/texts', 'hook.notify', proven('notify texts', tookText), { most: MOST_BYTES }),
]
