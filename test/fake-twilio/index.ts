import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { twilioSignature } from '../../src/platform/twilio-signature'

export const ACCOUNT = `AC${'0123456789abcdef'.repeat(2)}`
export const TOKEN = 'f00dfeed0123456789abcdef01234567'
export const NUMBER = '+447860000002'

export interface TwilioText {
  readonly sid: string
  readonly to: string
  readonly from: string
  readonly body: string
  readonly date_created: string
  /** Null while it stands in the queue. */
  date_sent: string | null
  readonly statusCallback: string | null
}

/** Twilio's published numbers for trying out what goes wrong. */
const MAGIC: Readonly<Record<string, readonly [number, string]>> = {
  '+15005550001': [21211, 'is not a valid phone number'],
  '+15005550002': [21612, 'cannot be reached'],
  '+15005550004': [21610, 'has stopped messages'],
  '+15005550009': [21614, 'is not a mobile number'],
}

export type TwilioBreakage = 'well' | 'down' | 'faults' | 'limited' | 'dies-after-accepting'

const MOST_CHARACTERS = 1600

const sid = (): string => `SM${randomBytes(16).toString('hex')}`

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

type Answer = readonly [number, unknown] | 'nothing'

const no = (status: number, code: number, message: string): Answer => [
  status,
  { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
]

/** What is wrong with a text, or null. */
const wrongWith = (form: URLSearchParams): Answer | null => {
  const [to = '', body = ''] = ['To', 'Body'].map((name) => form.get(name) ?? '')
  const [code, says] = MAGIC[to] ?? (/^\+\d{8,15}$/.test(to) ? [] : [21211, 'is not a valid phone number'])
  if (code) return no(400, code, `The 'To' number ${to} ${says}`)
  if (!body) return no(400, 21602, 'A message body is required')
  if (body.length > MOST_CHARACTERS) return no(400, 21617, 'The message body exceeds 1600 characters')
  return form.get('From') || form.get('MessagingServiceSid') ? null : no(400, 21603, 'A sender is required')
}

const BROKEN: Readonly<Partial<Record<TwilioBreakage, Answer>>> = {
  down: 'nothing',
  faults: no(500, 20500, 'Internal server error'),
  limited: no(429, 20429, 'Too many requests'),
}

const CREDENTIALS = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`

/** A fake of Twilio's API for texts on this machine: sends nothing, and keeps what it is given. */
export const openFakeTwilio = async () => {
  const texts: TwilioText[] = []
  let breakage: TwilioBreakage = 'well'

  const create = (form: URLSearchParams): Answer => {
    const wrong = wrongWith(form)
    if (wrong) return wrong
    const [to = '', body = '', from] = ['To', 'Body', 'From'].map((name) => form.get(name) ?? '')
    const made = { sid: sid(), to, from: from || NUMBER, body, date_created: new Date().toUTCString(), date_sent: null }
    texts.push({ ...made, statusCallback: form.get('StatusCallback') })
    return breakage === 'dies-after-accepting' ? 'nothing' : [201, { ...made, status: 'queued', error_code: null }]
  }
  const list = (query: URLSearchParams): Answer => {
    const since = query.get('DateSent>')
    const found = texts
      .filter(({ to }) => !query.get('To') || to === query.get('To'))
      .filter(({ date_sent: sent }) => !since || (sent !== null && new Date(sent) >= new Date(since)))
      .toReversed()
    return [200, { messages: found, page: 0, page_size: 200, next_page_uri: null }]
  }
  const answer = (request: IncomingMessage, body: string): Answer => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const broken = BROKEN[breakage]
    if (broken) return broken
    if (request.headers.authorization !== CREDENTIALS) return no(401, 20003, 'Authenticate')
    if (url.pathname !== `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`) return no(404, 20404, 'Not found')
    return request.method === 'POST' ? create(new URLSearchParams(body)) : list(url.searchParams)
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const said = answer(request, await textOf(request))
    if (said === 'nothing') return void request.socket.destroy()
    const [status, body] = said
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const server = createServer((request, response) => void serve(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts,
    breaks: (how: TwilioBreakage): void => {
      breakage = how
    },
    close: async (): Promise<void> => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** What Twilio would send to a webhook at this address: the form, and its signature. */
export const signed = (url: string, fields: Readonly<Record<string, string>>, token = TOKEN) => ({
  payload: new URLSearchParams(fields).toString(),
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    'x-twilio-signature': twilioSignature(token, url, fields),
  },
})
