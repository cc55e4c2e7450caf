// Plays a telephone's part: a call in the form Twilio's voice webhook sends it, or in our own signed form. By hand:
//   npx node test/fake-phone/play-call.ts http://127.0.0.1:3000/stockport/hooks/calls/twilio AUTH_TOKEN +441614960123
import { createHmac, randomBytes } from 'node:crypto'

export const HOUR_S = 3600

/** Twilio's rule, written from its documentation and apart from the program's own: address, then each field by name, HMAC-SHA1. */
export const signedAsTwilio = (token: string, url: string, fields: Readonly<Record<string, string>>): string => {
  const text = Object.keys(fields)
    .sort()
    .reduce((said, name) => said + name + fields[name], url)
  return createHmac('sha1', token).update(Buffer.from(text, 'utf8')).digest('base64')
}

export const newCallSid = (): string => `CA${randomBytes(16).toString('hex')}`

/** The fields Twilio posts when a call comes in to a number in Britain. */
export const voiceFields = (call: { sid: string; status: string; from: string }): Record<string, string> => ({
  AccountSid: `AC${'0123456789abcdef'.repeat(2)}`,
  ApiVersion: '2010-04-01',
  CallSid: call.sid,
  CallStatus: call.status,
  CallToken: '%7B%22parentCallInfoToken%22%3A%22made-up%22%7D',
  Called: '+441614960100',
  CalledCountry: 'GB',
  Caller: call.from,
  CallerCity: '',
  CallerCountry: 'GB',
  Direction: 'inbound',
  From: call.from,
  FromCountry: 'GB',
  To: '+441614960100',
  ToCountry: 'GB',
})

/** One thing Twilio tells, as it goes over the wire. */
export const twilioTells = (url: string, token: string, call: { sid: string; status: string; from: string }) => {
  const fields = voiceFields(call)
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
      'x-twilio-signature': signedAsTwilio(token, url, fields),
    },
    payload: new URLSearchParams(fields).toString(),
  }
}

export interface Announced {
  readonly event: 'ringing' | 'answered' | 'ended'
  readonly call: string
  readonly from?: string | null
  readonly agent?: string | null
}

/** One thing any telephone system tells, signed as docs/telephony.md says. */
export const phoneTells = (secret: string, said: Announced, at: Date, id = randomBytes(12).toString('hex')) => {
  const payload = JSON.stringify(said)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', secret).update(`${timestamp}.${id}.${payload}`).digest('hex')
  return {
    headers: {
      'content-type': 'application/json',
      'x-digiknow-timestamp': timestamp,
      'x-digiknow-id': id,
      'x-digiknow-signature': `sha256=${signature}`,
    },
    payload,
  }
}

const play = async (url: string, token: string, from: string): Promise<void> => {
  const sid = newCallSid()
  for (const status of ['ringing', 'in-progress', 'completed']) {
    const { headers, payload } = twilioTells(url, token, { sid, status, from })
    const answer = await fetch(url, { method: 'POST', headers, body: payload })
    console.log(`${status}: ${answer.status} ${await answer.text()}`)
    await new Promise((resolve) => setTimeout(resolve, status === 'ringing' ? 15_000 : 3000))
  }
}

const [script = '', url, token, from = 'anonymous'] = process.argv.slice(1)
if (script.endsWith('play-call.ts') && url && token) await play(url, token, from)
