import { z } from 'zod'
import { asSystem, turnAway } from '#modules/notifications'
import { phoneNumber } from '#platform/fields'
import type { Answered, Ask, Route } from '#platform/http/ask'
import { answered, hook, type Told } from '#platform/http/hook'
import { signedByTwilio } from '#platform/twilio-signature'
import { type CallNews, type HeardCall, hearCall } from './hear-call'
import { type PhoneLine, readPhoneLine } from './phone-line'
import { isSignedByPhone } from './signature'

const lineOf = ({ ctx }: Ask): Promise<PhoneLine> =>
  ctx.db.transaction({ allianceId: ctx.allianceId, readOnly: true }, (tx) => readPhoneLine(tx, ctx.allianceId))

const heading = ({ ask }: Told, name: string): string => String(ask.headers[name] ?? '')

/** The keys of a phone that spell why there is no number: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE. */
const NO_NUMBER = ['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253']
const readFrom = (from: string): string | null => (NO_NUMBER.includes(from) ? null : phoneNumber(from))

/** Hears what was proven; what was told before is turned away, and the journal keeps that somebody tried. */
const hear = async (told: Told, heard: HeardCall, yes: () => Answered): Promise<Answered> => {
  const outcome = await hearCall(asSystem(told.ask), heard)
  if (outcome.ok) return yes()
  await turnAway(told.ask, `${heard.provider} call told again`)
  return answered(409, { error: 'told before' })
}

const announced = z.object({
  event: z.enum(['ringing', 'answered', 'ended']),
  call: z.string().regex(/^[\x21-\x7e]{1,100}$/),
  from: z.string().max(60).nullish(),
  agent: z.string().max(250).nullish(),
})

const tookCall = async (told: Told): Promise<Answered> => {
  const { secret } = await lineOf(told.ask)
  const signed = { timestamp: heading(told, 'x-digiknow-timestamp'), id: heading(told, 'x-digiknow-id'), body: told.raw }
  if (!isSignedByPhone(secret, signed, heading(told, 'x-digiknow-signature'), told.ask.ctx.clock.now()))
    return turnAway(told.ask, 'calls')
  const read = announced.safeParse(told.sent)
  if (!read.success) return answered(400, { error: 'not as docs/telephony.md says' })
  const { event, call, from, agent } = read.data
  const heard = {
    provider: 'hook',
    call,
    news: event,
    from: readFrom(from ?? ''),
    agent: agent ?? null,
    told: signed.id,
  } as const
  return hear(told, heard, () => answered(200))
}

const TWILIO_NEWS: Readonly<Record<string, CallNews>> = {
  ...{ queued: 'ringing', initiated: 'ringing', ringing: 'ringing', 'in-progress': 'answered' },
  ...{ completed: 'ended', busy: 'ended', failed: 'ended', 'no-answer': 'ended', canceled: 'ended' },
}

const SID = /^CA[\da-f]{32}$/

const putThrough = ({ ringNumber }: PhoneLine): Answered => {
  const dial = ringNumber ? `<Dial>${ringNumber}</Dial>` : ''
  return answered(200, `<?xml version="1.0" encoding="UTF-8"?><Response>${dial}</Response>`, 'text/xml')
}

const tookTwilio = async (told: Told): Promise<Answered> => {
  const { ask, sent } = told
  const line = await lineOf(ask)
  const fields = sent as Record<string, string | string[]>
  const isTwilio = signedByTwilio(line.twilioToken ?? '', ask.origin + ask.url, fields, heading(told, 'x-twilio-signature'))
  if (!isTwilio) return turnAway(ask, 'twilio calls')
  const { CallSid = '', CallStatus = '', From = '' } = fields
  const news = TWILIO_NEWS[String(CallStatus)]
  if (!SID.test(String(CallSid)) || !news) return answered(400, { error: 'not what Twilio sends of a call' })
  const heard = { call: String(CallSid), news, from: readFrom(String(From)), agent: null, told: `${CallSid} ${CallStatus}` }
  return hear(told, { provider: 'twilio', ...heard }, () => putThrough(line))
}

/** Where a telephone system announces calls: in our own form, or in Twilio's. docs/telephony.md says how. */
export const phoneHooks: readonly Route[] = [
  hook('/hooks/calls', 'hook.calls', tookCall, { perMinute: 600 }),
  hook('/hooks/calls/twilio', 'hook.calls', tookTwilio, { perMinute: 600 }),
]
