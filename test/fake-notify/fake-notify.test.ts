import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NotifyClient } from 'notifications-node-client'
import PDFDocument from 'pdfkit'
import { afterEach, describe, expect, it } from 'vitest'
import { type FakeNotify, type FakeNotifyOptions, KEYS, openFakeNotify, TEMPLATES } from './index'

const open: FakeNotify[] = []
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all([...open.splice(0).map((fake) => fake.close()), ...closing.splice(0).map((close) => close())])
})

const start = async (options: FakeNotifyOptions = {}) => {
  const fake = await openFakeNotify({ settleMs: 5, retryMs: 10, ...options })
  open.push(fake)
  return { fake, client: new NotifyClient(fake.url, fake.keys.live) }
}

interface Told {
  readonly token: string
  readonly words: Record<string, unknown>
}

/** A listener for callbacks; it refuses the first `refusals`. */
const listen = async (refusals = 0) => {
  const told: Told[] = []
  let left = refusals
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    told.push({ token: request.headers.authorization ?? '', words: JSON.parse(Buffer.concat(parts).toString('utf8')) })
    response.writeHead(left-- > 0 ? 500 : 200).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  closing.push(() => new Promise((closed) => server.close(closed)))
  return { told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

const text = (client: NotifyClient, to = '07700 900123', message = 'Hello', reference = 'a') =>
  client.sendSms(TEMPLATES.sms.id, to, { personalisation: { message }, reference })

/** The status and the kind of error a call was refused with. */
const refusal = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => null,
    (refused: { response?: { status: number; data: { errors: { error: string; message: string }[] } } }) => refused,
  )
  const first = error?.response?.data.errors[0]
  return error ? `${error.response?.status} ${first?.error}: ${first?.message}` : 'accepted'
}

const pdfOf = (pages: number, size = 'A4'): Promise<Buffer> =>
  new Promise((done) => {
    const made = new PDFDocument({ size })
    const parts: Buffer[] = []
    made.on('data', (part: Buffer) => parts.push(part))
    made.on('end', () => done(Buffer.concat(parts)))
    for (let at = 1; at < pages; at++) made.addPage()
    made.text('A letter').end()
  })

describe('the fake of Notify, asked by its own client', () => {
  it('takes texts, emails and letters, and finds them again by our reference', async () => {
    const { fake, client } = await start()
    const sent = await text(client, '+44 (0)7700-900123', 'Hello ✓', 'ref-1')
    expect(sent.status).toBe(201)
    expect(sent.data).toMatchObject({ reference: 'ref-1', content: { body: 'Hello ✓' }, template: { version: 1 } })
    const personalisation = { subject: 'Your tablet', message: 'It is ready.' }
    await client.sendEmail(TEMPLATES.email.id, 'Max@Example.org', { personalisation, reference: 'ref-2' })
    await client.sendPrecompiledLetter('ref-3', await pdfOf(2))
    await fake.office.settled()
    expect(fake.arrived.map(({ kind, to, status }) => [kind, to, status])).toEqual([
      ['sms', '447700900123', 'delivered'],
      ['email', 'max@example.org', 'delivered'],
      ['letter', 'Provided as PDF', 'received'],
    ])
    const found = await client.getNotifications(undefined, undefined, 'ref-2')
    expect(found.data.notifications.map(({ reference, subject, status }) => [reference, subject, status])).toEqual([
      ['ref-2', 'Your tablet', 'delivered'],
    ])
    const none = await client.getNotifications(undefined, undefined, 'ref-9')
    expect(none.data.notifications).toEqual([])
    expect((await client.getNotificationById(sent.data.id)).data.status).toBe('delivered')
    expect((await client.getAllTemplates('sms')).data.templates).toHaveLength(3)
  })

  it('refuses as published: numbers, templates, personalisation, letters', async () => {
    const { client } = await start()
    const refusals = [
      [text(client, '0161 496 0123'), '400 ValidationError: phone_number Not a UK mobile number'],
      [text(client, '07700 9001234'), '400 ValidationError: phone_number Too many digits'],
      [text(client, '07700 90012'), '400 ValidationError: phone_number Not enough digits'],
      [text(client, '07700 9oo123'), '400 ValidationError: phone_number Must not contain letters or symbols'],
      [text(client, '+33 6 12 34 56 78'), '400 BadRequestError: Cannot send to international mobile numbers'],
      [text(client, '07700900123', ' '), '400 BadRequestError: Your message is empty.'],
      [client.sendSms(TEMPLATES.sms.id, '07700900123', {}), '400 BadRequestError: Missing personalisation: message'],
      [
        client.sendSms(TEMPLATES.email.id, '07700900123'),
        '400 BadRequestError: email template is not suitable for sms notification',
      ],
      [client.sendEmail(TEMPLATES.email.id, 'nobody'), '400 BadRequestError: Missing personalisation: message'],
      [client.sendPrecompiledLetter('r', Buffer.from('Dear Max')), '400 BadRequestError: Letter content is not a valid PDF'],
      [client.getNotificationById('no-such'), '404 NoResultFound: No result found'],
    ] as const
    for (const [call, says] of refusals) expect(await refusal(call)).toBe(says)
    expect(await refusal(text(client, '07700900123', 'x'.repeat(919)))).toContain('Your message is 919 characters')
  })

  it('looks at letters after taking them: ten pages of A4 at most', async () => {
    const { fake, client } = await start()
    await client.sendPrecompiledLetter('long', await pdfOf(11))
    await client.sendPrecompiledLetter('american', await pdfOf(1, 'LETTER'))
    await client.sendPrecompiledLetter('broken', Buffer.from('%PDF-1.7\nand no more'))
    await fake.office.settled()
    expect(fake.arrived.map(({ status }) => status)).toEqual(['validation-failed', 'validation-failed', 'validation-failed'])
    const team = new NotifyClient(fake.url, KEYS.team)
    expect(await refusal(team.sendPrecompiledLetter('r', await pdfOf(1)))).toBe(
      '403 BadRequestError: Cannot send letters with a team api key',
    )
  })

  it('checks who asks: the token, the service, the key, and a clock within 30 seconds', async () => {
    const { fake } = await start()
    const asking = async (header?: string): Promise<string> => {
      const answer = await fetch(`${fake.url}/v2/notifications`, { headers: header ? { authorization: header } : {} })
      const { errors } = (await answer.json()) as { errors?: { message: string }[] }
      return `${answer.status} ${errors?.[0]?.message ?? ''}`
    }
    const [service, secret] = [KEYS.test.slice(5, 41), KEYS.test.slice(42)]
    const token = (claims: object, alg = 'HS256', key = secret): string => {
      const parts = [{ alg, typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
      return `Bearer ${parts}.${createHmac('sha256', key).update(parts).digest('base64url')}`
    }
    const now = Math.round(Date.now() / 1000)
    expect(await asking()).toBe('401 Unauthorized: authentication token must be provided')
    expect(await asking('Basic abc')).toBe('401 Unauthorized: authentication bearer scheme must be used')
    expect(await asking('Bearer nonsense')).toBe('403 Invalid token: API key not found')
    expect(await asking(token({ iat: now }))).toBe('403 Invalid token: iss field not provided')
    expect(await asking(token({ iss: 'x', iat: now }))).toBe('403 Invalid token: service not found')
    expect(await asking(token({ iss: service, iat: now }, 'none'))).toBe('403 Invalid token: API key not found')
    expect(await asking(token({ iss: service, iat: now }, 'HS256', 'wrong'))).toBe('403 Invalid token: API key not found')
    for (const off of [-35, 35])
      expect(await asking(token({ iss: service, iat: now + off }))).toContain('clock must be accurate to within 30 seconds')
    expect(await asking(token({ iss: service, iat: now - 20 }))).toBe('200 ')
  })

  it('refuses what comes too fast in a minute, each kind of key for itself, and too much in a day', async () => {
    const { fake, client } = await start({ perMinute: 5, perDay: 7 })
    for (let at = 0; at < 5; at++) expect(await refusal(text(client))).toBe('accepted')
    expect(await refusal(text(client))).toBe(
      '429 RateLimitError: Exceeded rate limit for key type LIVE of 5 requests per 60 seconds',
    )
    const team = new NotifyClient(fake.url, KEYS.team)
    for (let at = 0; at < 2; at++) expect(await refusal(text(team))).toBe('accepted')
    expect(await refusal(text(team))).toBe('429 TooManyRequestsError: Exceeded send limits (7) for today')
    expect(await refusal(text(new NotifyClient(fake.url, KEYS.test)))).toBe('accepted')
    expect([fake.limits.most(), fake.limits.refused(), fake.arrived.length]).toEqual([5, 1, 8])
  })
})

describe('what the fake tells back', () => {
  it('the outcome that each simulator number and address stands for, with the bearer token; nothing of smoke numbers', async () => {
    const { told, url } = await listen()
    const { fake, client } = await start({ receipts: { url, token: 'the-token' } })
    await text(client, '07700900003', 'a', 'temp')
    await text(client, '07700900002', 'a', 'perm')
    await text(client, '07700900111', 'a', 'smoke')
    const options = { personalisation: { subject: 's', message: 'm' }, reference: 'mail' }
    await client.sendEmail(TEMPLATES.email.id, 'perm-fail@simulator.notify', options)
    await fake.office.settled()
    expect(told.map(({ words }) => `${words.reference} ${words.status}`).toSorted()).toEqual([
      'mail permanent-failure',
      'perm permanent-failure',
      'temp temporary-failure',
    ])
    expect(new Set(told.map(({ token }) => token))).toEqual(new Set(['Bearer the-token']))
    expect(told[0]?.words).toMatchObject({ notification_type: 'sms', template_version: 1, completed_at: expect.any(String) })
    expect(fake.arrived).toHaveLength(3)
  })

  it('again until it is taken, twice, or an older word after a newer', async () => {
    const { told, url } = await listen(2)
    const { fake, client } = await start({ receipts: { url, token: 't' } })
    await text(client)
    await fake.office.settled()
    expect([told.length, fake.office.answers.map(({ status }) => status)]).toEqual([3, [500, 500, 200]])
    fake.office.set({ manner: 'twice' })
    await text(client)
    await fake.office.settled()
    expect(told).toHaveLength(5)
    fake.office.set({ manner: 'unordered' })
    await text(client)
    await fake.office.settled()
    expect(told.slice(5).map(({ words }) => words.status)).toEqual(['delivered', 'temporary-failure'])
  })

  it('a text that someone sends in, to the callback and to whoever asks', async () => {
    const { told, url } = await listen()
    const { fake, client } = await start({ texts: { url, token: 't' } })
    fake.office.receive('07700 900123', 'YES')
    await fake.office.settled()
    expect(told[0]?.words).toMatchObject({ source_number: '447700900123', message: 'YES', date_received: expect.any(String) })
    const { data } = await client.getReceivedTexts()
    expect(data.received_text_messages).toMatchObject([{ user_number: '447700900123', content: 'YES' }])
  })
})

describe('the fake, broken', () => {
  it('is away, fails, refuses the rate, or dies with the message taken', async () => {
    const { fake, client } = await start()
    for (const how of ['down', 'faults', 'limited'] as const) {
      fake.breaks(how)
      expect(await refusal(text(client))).toMatch(/undefined|500 Exception|429 RateLimitError/)
    }
    expect(fake.arrived).toHaveLength(0)
    fake.breaks('dies-after-accepting')
    expect(await refusal(text(client))).toContain('undefined')
    expect(fake.arrived).toHaveLength(1)
    fake.breaks('well')
    expect(await refusal(text(client))).toBe('accepted')
  })

  it('can be looked at, broken and texted by hand', async () => {
    const { fake, client } = await start()
    await text(client, '07700900123', '<b>Hello</b>')
    await client.sendPrecompiledLetter('r', await pdfOf(1))
    const page = await (await fetch(fake.url)).text()
    expect([page.includes('&lt;b&gt;Hello'), page.includes('<b>Hello')]).toEqual([true, false])
    const list = (await (await fetch(`${fake.url}/arrived`)).json()) as { id: string; pdfBytes: number | null }[]
    expect(list).toHaveLength(2)
    const letter = await fetch(`${fake.url}/arrived/${list[1]?.id}.pdf`)
    expect([letter.headers.get('content-type'), (await letter.arrayBuffer()).byteLength]).toEqual([
      'application/pdf',
      list[1]?.pdfBytes,
    ])
    const post = (path: string, fields: Record<string, string>) =>
      fetch(fake.url + path, { method: 'POST', body: new URLSearchParams(fields) })
    await post('/break', { how: 'faults', share: '1' })
    expect(await refusal(text(client))).toContain('500')
    await post('/break', { how: 'well', share: '1' })
    await post('/inbound', { from: '07700900123', message: 'STOP' })
    expect(fake.office.texts.map(({ words }) => words)).toEqual(['STOP'])
    await post('/clear', {})
    expect(fake.arrived).toHaveLength(0)
  })
})
