import { afterEach, describe, expect, it } from 'vitest'
import { ACCOUNT, NUMBER, openFakeTwilio, TOKEN } from '../../../../test/fake-twilio/index'
import type { Outgoing } from './provider'
import { type TwilioSettings, twilio } from './twilio'
import { noAnswer, twilioMeans } from './twilio-answer'

type Fake = Awaited<ReturnType<typeof openFakeTwilio>>
const open: Fake[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((fake) => fake.close()))
})

const start = async (more: Partial<TwilioSettings> = {}) => {
  const fake = await openFakeTwilio()
  open.push(fake)
  const provider = twilio({
    ...{ url: fake.url, account: ACCOUNT, token: TOKEN, sender: NUMBER, perMinute: 600, now: () => new Date() },
    ...{ statusUrl: 'https://help.example.org/stockport/hooks/twilio/status', ...more },
  })
  return { fake, provider, find: provider.find ?? (() => Promise.reject(new Error('it cannot look'))) }
}

const message = (more: Partial<Outgoing> = {}): Outgoing => ({
  ...{ id: 'message-1', way: 'text', to: '+447700900123', subject: '', body: 'Ready? Reply 1 & we’ll wait', language: 'en' },
  ...{ largePrint: false, firstTriedAt: new Date(), ...more },
})

describe('what is handed to Twilio', () => {
  it('arrives as it was written, from our number, with where to tell what became of it', async () => {
    const { fake, provider } = await start()
    expect(await provider.send(message())).toEqual({ kind: 'taken', providerId: fake.texts[0]?.sid })
    expect(fake.texts).toMatchObject([
      {
        ...{ to: '+447700900123', from: NUMBER, body: 'Ready? Reply 1 & we’ll wait' },
        statusCallback: 'https://help.example.org/stockport/hooks/twilio/status?message=message-1',
      },
    ])
  })

  it('comes from a messaging service where that is what we have', async () => {
    const { fake, provider } = await start({ sender: `MG${'a'.repeat(32)}`, statusUrl: null })
    expect(await provider.send(message())).toMatchObject({ kind: 'taken' })
    expect(fake.texts[0]?.statusCallback).toBeNull()
  })

  it.each(['+15005550001', '+15005550002', '+15005550004', '+15005550009', '12'])(
    'is given up for %s, and the number is known for bad',
    async (to) => {
      const { provider } = await start()
      expect(await provider.send(message({ to }))).toMatchObject({ kind: 'never', badAddress: true })
    },
  )

  it('is given up without blaming the number when the words are too long, and held when the token is wrong', async () => {
    const { provider } = await start()
    expect(await provider.send(message({ body: 'x'.repeat(1601) }))).toMatchObject({ kind: 'never', badAddress: false })
    const wrong = await start({ token: 'wrong' })
    const sent = await wrong.provider.send(message())
    expect(sent).toMatchObject({ kind: 'later', down: true, holdUntil: expect.any(Date) })
    expect(JSON.stringify(sent)).not.toContain('wrong')
  })

  it('that got no answer is found by its number, words and time; that is not there may go again', async () => {
    const { fake, provider, find } = await start()
    fake.breaks('dies-after-accepting')
    expect(await provider.send(message())).toMatchObject({ kind: 'unknown' })
    fake.breaks('well')
    expect(await find(message())).toEqual({ kind: 'taken', providerId: fake.texts[0]?.sid })
    for (const text of fake.texts) text.date_sent = text.date_created
    expect(await find(message())).toEqual({ kind: 'taken', providerId: fake.texts[0]?.sid })
    expect(await find(message({ body: 'Other words' }))).toEqual({ kind: 'send-again' })
    expect(await find(message({ firstTriedAt: new Date(Date.now() + 3_600_000) }))).toEqual({ kind: 'send-again' })
    await provider.send(message())
    expect(await find(message())).toMatchObject({ kind: 'unsure' })
    fake.breaks('down')
    expect(await find(message())).toMatchObject({ kind: 'later' })
  })

  it('is held, unknown or certainly not there, as the answer says', async () => {
    const { fake, provider } = await start()
    fake.breaks('limited')
    expect(await provider.send(message())).toMatchObject({ kind: 'later', holdUntil: expect.any(Date) })
    fake.breaks('faults')
    expect(await provider.send(message())).toMatchObject({ kind: 'unknown' })
    expect(twilioMeans(503, null, new Date())).toMatchObject({ kind: 'later', down: true })
    const away = await start({ url: 'http://127.0.0.1:59999' })
    expect(await away.provider.send(message())).toEqual({ kind: 'later', down: true, why: 'Twilio did not answer: ECONNREFUSED' })
    expect(noAnswer(new DOMException('slow', 'TimeoutError'))).toEqual({
      kind: 'unknown',
      why: 'Twilio did not answer: TimeoutError',
    })
  })
})
