import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Letter, letterPdf } from '#ui/paper'
import { type FakeNotify, type FakeNotifyOptions, openFakeNotify, TEMPLATES } from '../../../../test/fake-notify/index'
import { type NotifySettings, notify, readNotifyKey } from './notify'
import { meansOf } from './notify-answer'
import type { Outgoing } from './provider'

const open: FakeNotify[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((fake) => fake.close()))
})

const NOW = new Date('2025-11-05T10:00:00Z')
const sender = { name: 'DigiKnow', borough: 'Stockport', helplineNumber: null, helplineHours: '' }
const letter = (to: string): Letter => ({
  ...{ from: sender, to: to.split('\n'), date: '2025-11-05' },
  wordings: [{ language: 'en', subject: 'Your tablet', body: 'It is ready.' }],
})

const start = async (more: Partial<NotifySettings> = {}, options: FakeNotifyOptions = {}) => {
  const fake = await openFakeNotify({ settleMs: 1, ...options })
  open.push(fake)
  const settings = {
    ...{ textTemplate: fake.templates.sms.id, emailTemplate: fake.templates.email.id },
    postage: 'second',
  } as const
  const provider = notify({
    ...{ url: fake.url, key: fake.keys.live, service: 'the-service', perMinute: 3000, textSender: null, replyTo: null },
    ...{ paper: ({ to }) => letterPdf(letter(to)), enclosures: async () => [], now: () => NOW, ...settings, ...more },
  })
  return { fake, provider, find: provider.find ?? (() => Promise.reject(new Error('it cannot look'))) }
}

const message = (more: Partial<Outgoing> = {}): Outgoing => ({
  ...{ id: 'message-1', way: 'text', to: '+447700900123', subject: '', body: 'Your tablet is ready', language: 'en' },
  ...{ largePrint: false, firstTriedAt: NOW, ...more },
})

describe('what became of a letter', () => {
  const becameOf = async (pdf: () => Promise<Buffer>) => {
    const { fake, provider } = await start({ paper: pdf })
    const sent = await provider.send(message({ way: 'letter', to: 'Max Example\n1 Test Road\nSK1 1AA' }))
    const providerId = (sent.kind === 'taken' && sent.providerId) || ''
    await fake.office.settled()
    return { provider, became: await provider.became?.({ providerId }) }
  }

  it('is asked: one that is printed has gone, one that is no letter never goes', async () => {
    expect((await becameOf(() => letterPdf(letter('Max Example')))).became).toBe('gone')
    expect((await becameOf(async () => Buffer.from('%PDF-1.4 nothing in it'))).became).toBe('failed')
  })

  it('is not known yet while they look at it, do not know it or do not answer', async () => {
    const { fake, provider } = await start({}, { settleMs: 60_000 })
    const sent = await provider.send(message({ way: 'letter', to: 'Max Example\n1 Test Road\nSK1 1AA' }))
    const providerId = (sent.kind === 'taken' && sent.providerId) || ''
    expect(await provider.became?.({ providerId })).toBeNull()
    expect(await provider.became?.({ providerId: 'none-of-theirs' })).toBeNull()
    fake.breaks('down')
    expect(await provider.became?.({ providerId })).toBeNull()
  })
})

describe('what is handed to GOV.UK Notify', () => {
  it('arrives as it was written: a text, an email, a letter, each under our reference', async () => {
    const { fake, provider } = await start()
    const text = await provider.send(message())
    const email = await provider.send(
      message({ id: 'message-2', way: 'email', to: 'max@example.org', subject: 'Ready', body: 'A\n\nB' }),
    )
    const post = await provider.send(
      message({ id: 'message-3', way: 'letter', to: 'Max Example\n1 Test Road\nStockport\nSK1 1AA' }),
    )
    expect([text, email, post]).toEqual(fake.arrived.map(({ id }) => ({ kind: 'taken', providerId: id })))
    await fake.office.settled()
    expect(
      fake.arrived.map(({ kind, reference, to, subject, body, status }) => [kind, reference, to, subject, body, status]),
    ).toEqual([
      ['sms', 'message-1', '447700900123', null, 'Your tablet is ready', 'delivered'],
      ['email', 'message-2', 'max@example.org', 'Ready', 'A\n\nB', 'delivered'],
      ['letter', 'message-3', 'Provided as PDF', null, '', 'received'],
    ])
  })

  it('has a link to the paper that goes with an email, where the template has room for one', async () => {
    const paper = { from: sender, title: 'Our agreement', blocks: [] }
    const { fake, provider } = await start({
      ...{ emailTemplate: TEMPLATES.emailWithPaper.id },
      enclosures: async ({ id }) => (id === 'with' ? [{ name: 'agreement-L-1.pdf', paper }] : []),
    })
    const email = (id: string) => message({ id, way: 'email', to: 'max@example.org', subject: 'Ready', body: 'Here it is.' })
    for (const id of ['with', 'without']) expect(await provider.send(email(id))).toMatchObject({ kind: 'taken' })
    expect(fake.arrived.map(({ body }) => body)).toEqual([
      'Here it is.\n\nhttps://documents.service.gov.uk/d/agreement-L-1.pdf',
      'Here it is.',
    ])
  })

  it('goes without its paper where the service sends no files', async () => {
    const paper = { from: sender, title: 'Our agreement', blocks: [] }
    const { fake, provider } = await start(
      { emailTemplate: TEMPLATES.emailWithPaper.id, enclosures: async () => [{ name: 'agreement-L-1.pdf', paper }] },
      { noFiles: true },
    )
    const email = message({ way: 'email', to: 'max@example.org', subject: 'Ready', body: 'Here it is.' })
    expect(await provider.send(email)).toMatchObject({ kind: 'taken' })
    expect(fake.arrived.map(({ body }) => body)).toEqual(['Here it is.'])
  })

  it('is not sent on paper to someone who has gone', async () => {
    const { fake, provider } = await start({ paper: async () => null })
    expect(await provider.send(message({ way: 'letter' }))).toMatchObject({ kind: 'never' })
    expect(fake.arrived).toEqual([])
  })

  it('is given up for a number or address that is none, and the number is known for bad', async () => {
    const { provider } = await start()
    expect(await provider.send(message({ to: '+441614960123' }))).toMatchObject({ kind: 'never', badAddress: true })
    expect(await provider.send(message({ way: 'email', to: 'nobody', subject: 's' }))).toMatchObject({
      kind: 'never',
      badAddress: true,
    })
    expect(await provider.send(message({ body: 'x'.repeat(919) }))).toMatchObject({ kind: 'never', badAddress: false })
    expect(await provider.send(message({ to: '+33612345678' }))).toMatchObject({ kind: 'never', badAddress: false })
  })

  it('is held when it comes too fast, and longer when the day is full', async () => {
    const { provider } = await start({}, { perMinute: 1 })
    expect(await provider.send(message())).toMatchObject({ kind: 'taken' })
    const fast = await provider.send(message({ id: 'm2' }))
    expect(fast).toMatchObject({ kind: 'later', holdUntil: new Date('2025-11-05T10:00:10Z') })
    const full = await start({}, { perDay: 0 })
    expect(await full.provider.send(message())).toMatchObject({ kind: 'later', holdUntil: new Date('2025-11-05T11:00:00Z') })
  })

  it('is held when the key is wrong, and nothing of the key is said', async () => {
    const key = 'live-26785a09-ab16-4eb0-8407-a37497a57506-00000000-0000-4000-8000-000000000000'
    const { provider, find } = await start({ key })
    const sent = await provider.send(message())
    expect(sent).toMatchObject({ kind: 'later', down: true, holdUntil: expect.any(Date) })
    expect(JSON.stringify(sent)).not.toContain('0000-4000')
    expect(await find(message())).toMatchObject({ kind: 'later' })
  })

  it('that got no answer is unknown, then found; that never left may be sent again', async () => {
    const { fake, provider, find } = await start()
    fake.breaks('dies-after-accepting')
    expect(await provider.send(message())).toMatchObject({ kind: 'unknown' })
    expect(await find(message())).toEqual({ kind: 'taken', providerId: fake.arrived[0]?.id })
    fake.breaks('down')
    expect(await provider.send(message({ id: 'message-2' }))).toMatchObject({ kind: 'unknown' })
    expect(await find(message({ id: 'message-2' }))).toMatchObject({ kind: 'later' })
    fake.breaks('well')
    expect(await find(message({ id: 'message-2' }))).toEqual({ kind: 'send-again' })
    const old = message({ id: 'message-3', firstTriedAt: new Date('2025-10-20T10:00:00Z') })
    expect(await find(old)).toMatchObject({ kind: 'unsure' })
  })

  it('is certainly not there when nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((ready) => server.once('listening', ready))
    const { port } = server.address() as AddressInfo
    await new Promise((closed) => server.close(closed))
    const { provider } = await start({ url: `http://127.0.0.1:${port}` })
    expect(await provider.send(message())).toEqual({
      ...{ kind: 'later', down: true },
      why: 'GOV.UK Notify did not answer: ECONNREFUSED',
    })
  })
})

describe('what an answer of Notify means', () => {
  const of = (status: number, error: string) => meansOf({ response: { status, data: { errors: [{ error }] } } }, NOW)
  it.each([
    [400, 'ValidationError', { kind: 'never', badAddress: true }],
    [400, 'BadRequestError', { kind: 'never', badAddress: false }],
    [401, 'AuthError', { kind: 'later', down: true }],
    [403, 'AuthError', { kind: 'later', down: true }],
    [403, 'BadRequestError', { kind: 'never' }],
    [404, 'NoResultFound', { kind: 'never', badAddress: false }],
    [413, '', { kind: 'never' }],
    [429, 'RateLimitError', { kind: 'later' }],
    [429, 'TooManyRequestsError', { kind: 'later' }],
    [500, 'Exception', { kind: 'unknown' }],
    [502, '', { kind: 'unknown' }],
    [503, '', { kind: 'later', down: true }],
    [504, '', { kind: 'unknown' }],
  ] as const)('%i %s', (status, error, means) => {
    expect(of(status, error)).toMatchObject(means)
  })

  it('no answer: nobody has it only when the connection was never made', () => {
    expect(meansOf({ code: 'ENOTFOUND' }, NOW)).toMatchObject({ kind: 'later', down: true })
    expect(meansOf({ code: 'CERT_HAS_EXPIRED' }, NOW)).toMatchObject({ kind: 'later' })
    for (const code of ['ECONNABORTED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', undefined])
      expect(meansOf({ ...(code && { code }) }, NOW)).toMatchObject({ kind: 'unknown' })
  })
})

it('a Notify key is name, service and secret', () => {
  const service = '26785a09-ab16-4eb0-8407-a37497a57506'
  expect(readNotifyKey(` My-test_key-${service.toUpperCase()}-3d844edf-8d35-48ac-975b-e847b4f122b0 `)).toEqual({ service })
  for (const none of ['', service, `${service}-3d844edf-8d35-48ac-975b-e847b4f122b0`, `a-${service}-secret`])
    expect(readNotifyKey(none)).toBeNull()
})
