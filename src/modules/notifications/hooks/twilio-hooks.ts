import type { Answered, Route } from '#platform/http/ask'
import { answered, hook, type Told } from '#platform/http/hook'
import { signedByTwilio } from '#platform/twilio-signature'
import { type ReceiptStatus, receiveReceipt } from '../receive-receipt'
import { receiveText } from '../receive-text'
import { secretOf } from './secret-of'
import { asSystem, turnAway } from './turn-away'

const isTwilio = async ({ ask, sent }: Told): Promise<boolean> => {
  const token = await secretOf(ask, 'twilio_token_sealed')
  const signature = ask.headers['x-twilio-signature']
  if (!token || typeof signature !== 'string') return false
  return signedByTwilio(token, ask.origin + ask.url, sent as Record<string, string | string[]>, signature)
}

/** Twilio's numbers for a number that will never get a text: unknown, a landline, blocked, stopped by its owner. */
const FOR_GOOD = ['30004', '30005', '30006', '21610', '21211', '21614']
/** Held back by a network for its words, or for who sends it. */
const FILTERED = ['30007', '30034', '30024']

const failureOf = (code: string): ReceiptStatus => {
  if (FOR_GOOD.includes(code)) return 'permanent_failure'
  return FILTERED.includes(code) ? 'technical_failure' : 'temporary_failure'
}

/** Twilio's word for what became of a message, with its error number, as ours. */
export const twilioStatus = (said: string, code: string): ReceiptStatus => {
  if (said === 'delivered' || said === 'read') return 'delivered'
  return ['undelivered', 'failed', 'canceled'].includes(said) ? failureOf(code) : 'sending'
}

const word = (told: Told, name: string): string => {
  const value = told.sent[name]
  return typeof value === 'string' ? value.replaceAll('\u0000', '') : ''
}

const SID = /^[A-Z]{2}[\da-f]{32}$/
const notReadable = (): Answered => answered(400, { error: 'not what Twilio sends' })

const tookStatus = async (told: Told): Promise<Answered> => {
  const [sid, said, code] = ['MessageSid', 'MessageStatus', 'ErrorCode'].map((name) => word(told, name))
  if (!sid || !SID.test(sid) || !said) return notReadable()
  const { message } = told.ask.query
  await receiveReceipt(asSystem(told.ask), {
    ...{ provider: 'twilio', reference: typeof message === 'string' ? message : null, providerId: sid },
    ...{ status: twilioStatus(said, code ?? ''), at: told.ask.ctx.clock.now() },
  })
  return answered(200)
}

/** No reply from here: what to say is decided by whoever the text is about. */
const NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'

const tookText = async (told: Told): Promise<Answered> => {
  const [sid, from, to, words] = ['MessageSid', 'From', 'To', 'Body'].map((name) => word(told, name))
  if (!sid || !SID.test(sid) || !from) return notReadable()
  await receiveText(asSystem(told.ask), {
    ...{ provider: 'twilio', providerId: sid, from, to: to ?? '', words: words ?? '' },
    at: told.ask.ctx.clock.now(),
  })
  return answered(200, NOTHING_TO_SAY, 'text/xml')
}

const proven =
  (name: string, handle: (told: Told) => Promise<Answered>) =>
  async (told: Told): Promise<Answered> =>
    (await isTwilio(told)) ? handle(told) : turnAway(told.ask, name)

const MOST_BYTES = 256 * 1024

/** What Twilio tells us, signed with the token it shares with us. */
export const twilioHooks: readonly Route[] = [
  hook('/hooks/twilio/status', 'hook.twilio', proven('twilio status', tookStatus)),
  hook('/hooks/twilio/texts', 'hook.twilio', proven('twilio texts', tookText), { most: MOST_BYTES }),
]
