import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Arrived, listed, pageOf, shown } from './arrived'
import { KEYS, type Key, keyOf } from './keys'
import { type Limits, limitsOf } from './limits'
import { byHand } from './look'
import { NotifyRefusal, noResult } from './refusal'
import { type OfficeSettings, openSortingOffice, type SortingOffice } from './sorting-office'
import { TEMPLATES } from './templates'

export { KEYS } from './keys'
export { TEMPLATES } from './templates'

/**
 * How it is broken: answers nothing (`down`), answers late (`slow`), fails (`faults`), refuses the rate (`limited`), or takes
 * the message on and dies before it says so (`dies-after-accepting`).
 */
export type Breakage = 'well' | 'down' | 'slow' | 'faults' | 'limited' | 'dies-after-accepting'

export interface FakeNotifyOptions extends OfficeSettings {
  readonly port?: number
  readonly perMinute?: number
  readonly perDay?: number
  readonly slowMs?: number
}

export interface FakeNotify {
  readonly url: string
  readonly keys: typeof KEYS
  readonly templates: typeof TEMPLATES
  readonly office: SortingOffice
  readonly limits: Limits
  readonly arrived: readonly Arrived[]
  /** Breaks it, for every request or for a share of them. */
  breaks(how: Breakage, share?: number): void
  close(): Promise<void>
}

const MOST_BYTES = 8 * 1024 * 1024

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    bytes += (part as Buffer).length
    if (bytes > MOST_BYTES) throw new NotifyRefusal(413, 'BadRequestError', 'Request entity too large')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

const jsonOf = (bytes: Buffer): Record<string, unknown> => {
  try {
    return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>
  } catch {
    throw new NotifyRefusal(400, 'BadRequestError', 'Invalid JSON supplied in POST data')
  }
}

const told = (one: Arrived): unknown => {
  if (one.pdf) return { id: one.id, reference: one.reference, postage: one.postage }
  const content = one.kind === 'sms' ? { from_number: 'GOVUK' } : { subject: one.subject, from_email: 'alliance@notify.example' }
  const { id, reference, template } = one
  const uri = `/v2/notifications/${id}`
  const of = { id: template.id, version: template.version, uri: `/v2/template/${template.id}` }
  return { id, reference, content: { body: one.body, ...content }, uri, template: of, scheduled_for: null }
}

const post = (office: SortingOffice, limits: Limits, path: string, body: Buffer, key: Key): [number, unknown] => {
  const kind = /^\/v2\/notifications\/(sms|email|letter)$/.exec(path)?.[1]
  if (!kind) throw noResult()
  limits.take(key.kind, new Date())
  const sent = jsonOf(body)
  return [201, told(kind === 'letter' ? office.letter(sent, key) : office.message(kind as 'sms' | 'email', sent, key))]
}

const templatesShown = Object.values(TEMPLATES).map(({ kind, ...rest }) => ({ ...rest, type: kind, name: `All our ${kind}` }))

const get = (office: SortingOffice, url: URL): unknown => {
  const [, one, id = ''] = /^\/v2\/([\w-]+)(?:\/([\w-]+))?/.exec(url.pathname) ?? []
  if (one === 'notifications' && !id) return listed(office.arrived, url.searchParams)
  if (one === 'templates') return { templates: templatesShown }
  const notification = office.known(id)
  if (one === 'notifications' && notification) return shown(notification)
  const template = templatesShown.find((known) => known.id === id)
  if (one === 'template' && template) return template
  if (one !== 'received-text-messages') throw noResult()
  const texts = pageOf(office.texts, url.searchParams.get('older_than')).map((text) => ({
    ...{ id: text.id, user_number: text.from, notify_number: text.to, content: text.words },
    created_at: text.at.toISOString(),
  }))
  return { received_text_messages: texts, links: { current: '/v2/received-text-messages' } }
}

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** Opens a fake GOV.UK Notify on this machine that keeps Notify's rules. */
export const openFakeNotify = async (options: FakeNotifyOptions = {}): Promise<FakeNotify> => {
  const office = openSortingOffice(options)
  const limits = limitsOf(options.perMinute ?? 3000, options.perDay ?? 250_000)
  let [breakage, share]: [Breakage, number] = ['well', 1]

  const answer = (request: IncomingMessage, url: URL, body: Buffer): [number, unknown] => {
    const key = keyOf(request.headers.authorization, new Date())
    return request.method === 'POST' ? post(office, limits, url.pathname, body, key) : [200, get(office, url)]
  }
  const brokenNow = (): Breakage => (Math.random() < share ? breakage : 'well')
  /** What a broken Notify does before it even looks; gives whether it is still there to answer. */
  const stumble = async (how: Breakage, request: IncomingMessage): Promise<boolean> => {
    if (how === 'faults') throw new NotifyRefusal(500, 'Exception', 'Internal server error')
    if (how === 'limited') throw new NotifyRefusal(429, 'RateLimitError', 'Exceeded rate limit for key type LIVE')
    if (how === 'slow') await sleep(options.slowMs ?? 1500)
    if (how === 'down') request.socket.destroy()
    return how !== 'down'
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const body = await bodyOf(request)
    if (!url.pathname.startsWith('/v2/')) return byHand(fake, request.method ?? 'GET', url, body, response)
    const how = brokenNow()
    if (!(await stumble(how, request))) return
    const [status, words] = answer(request, url, body)
    if (how === 'dies-after-accepting' && request.method === 'POST') return void request.socket.destroy()
    send(response, status, words)
  }
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const no = error instanceof NotifyRefusal ? error : new NotifyRefusal(500, 'Exception', 'Internal server error')
      send(response, no.status, no.body)
    })
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const fake: FakeNotify = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: KEYS,
    templates: TEMPLATES,
    office,
    limits,
    arrived: office.arrived,
    breaks: (how, part = 1) => {
      ;[breakage, share] = [how, part]
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return fake
}
