import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { seal } from '#platform/sealed'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { ACCOUNT, NUMBER, signed, TOKEN } from '../../../../test/fake-twilio/index'
import { twilioStatus } from './twilio-hooks'

const NOTIFY_TOKEN = 'a-token-we-made-up-for-notify'
const ORIGIN = 'http://localhost'

const setUp = async (world: World) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('message_ways')
      .values({
        ...{ alliance_id: world.allianceId, notify_token_sealed: seal(NOTIFY_TOKEN), changed_at: new Date() },
        ...{ twilio_account: ACCOUNT, twilio_token_sealed: seal(TOKEN), twilio_sender: NUMBER },
      })
      .execute(),
  )

const open = async () => {
  const world = await newWorld()
  await setUp(world)
  const { app } = await openSite(world)
  const notify = (path: string, body: unknown, token: string | null = NOTIFY_TOKEN) =>
    app.inject({
      method: 'POST',
      url: `/${world.slug}/hooks/notify/${path}`,
      payload: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    })
  const twilio = (path: string, fields: Record<string, string>, token = TOKEN) => {
    const url = `/${world.slug}/hooks/twilio/${path}`
    return app.inject({ method: 'POST', url, ...signed(ORIGIN + url, fields, token) })
  }
  return { world, app, notify, twilio }
}

const sentMessage = async (world: World): Promise<string> => {
  const id = newId()
  const row = {
    alliance_id: world.allianceId,
    id,
    way: 'text',
    address: '+447700900123',
    subject: '',
    body: 'Hello',
    status: 'sent',
  }
  await world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('message')
      .values({
        ...row,
        about_type: 'person',
        about_id: newId(),
        created_at: new Date(),
        sent_at: new Date(),
        provider: 'notify',
      })
      .execute(),
  )
  return id
}

const statusOf = (world: World, id: string) =>
  world.db.transaction(world.system, async (tx) => {
    const row = await tx.selectFrom('message').select('status').where('id', '=', id).executeTakeFirst()
    return row?.status
  })
const texts = (world: World) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .selectFrom('inbound_text')
      .select(['provider', 'provider_id', 'from_number', 'to_number', 'words'])
      .orderBy('provider_id')
      .execute(),
  )
const refusals = (world: World) =>
  world.db.transaction(world.system, async (tx) => {
    const { rows } = await sql<{
      detail: { hook: string }
    }>`select detail from event where action = 'hook.refuse' order by detail`.execute(tx)
    return rows.map(({ detail }) => detail.hook)
  })

const receiptOf = (reference: string | null, status = 'delivered') => ({
  ...{ id: newId(), reference, to: '447700900123', status, notification_type: 'sms', template_id: newId(), template_version: 1 },
  ...{ created_at: '2025-11-05T09:00:00Z', completed_at: '2025-11-05T09:00:05Z', sent_at: null },
})
const textOf = (message: string, id: string = newId()) => ({
  ...{ id, source_number: '447700900123', destination_number: '447860000001', message, date_received: '2025-11-05T09:00:00Z' },
})

describe('what GOV.UK Notify tells us', () => {
  it('a message arrived: told once, twice, and an older word after it', async () => {
    const { world, notify } = await open()
    const id = await sentMessage(world)
    for (const status of ['delivered', 'delivered', 'sending']) {
      const answer = await notify('receipts', receiptOf(id, status))
      expect([answer.statusCode, answer.json()]).toEqual([200, { ok: true }])
    }
    expect(await statusOf(world, id)).toBe('delivered')
  })

  it('of a message we do not know, in a status nobody knows, with no reference: taken all the same', async () => {
    const { world, notify } = await open()
    for (const told of [receiptOf(newId()), receiptOf(null), receiptOf('not ours'), receiptOf(null, 'never-heard-of')])
      expect((await notify('receipts', told)).statusCode).toBe(200)
    expect(await refusals(world)).toEqual([])
  })

  it('a text came in: kept whole and once, though told again', async () => {
    const { world, notify } = await open()
    const words = `${'Ü'.repeat(9_999)}🙂`
    for (let times = 0; times < 2; times++) expect((await notify('texts', textOf(words, 'text-1'))).statusCode).toBe(200)
    const escaped = JSON.stringify(textOf(words, 'text-2')).replaceAll('Ü', '\\u00dc')
    expect((await notify('texts', escaped)).statusCode).toBe(200)
    expect((await texts(world)).map((text) => [text.provider, text.provider_id, text.from_number, text.words === words])).toEqual(
      [
        ['notify', 'text-1', '+447700900123', true],
        ['notify', 'text-2', '+447700900123', true],
      ],
    )
  })

  it.each([
    ['not JSON', '{'],
    ['nothing in it', {}],
    ['an id the database cannot keep', { ...textOf('a'), ...receiptOf(null), id: 'a\u0000b' }],
    ['an id that is a list', { ...textOf('a'), ...receiptOf(null), id: ['a'] }],
  ])('%s is not accepted, and nothing is written', async (_name, body) => {
    const { world, notify } = await open()
    expect((await notify('receipts', body)).statusCode).toBe(400)
    expect((await notify('texts', body)).statusCode).toBe(400)
    expect(await texts(world)).toEqual([])
  })

  it.each([
    ['a wrong token', 'guess'],
    ['no token', null],
    ['an empty token', ''],
    ['the token with more after it', `${NOTIFY_TOKEN}x`],
  ])('with %s is turned away: nothing said, nothing written, and the journal has it once a minute', async (_name, token) => {
    const { world, notify } = await open()
    const id = await sentMessage(world)
    for (let times = 0; times < 3; times++) {
      const answer = await notify('receipts', receiptOf(id), token)
      expect([answer.statusCode, answer.json()]).toEqual([401, { ok: false }])
    }
    expect((await notify('texts', textOf('STOP'), token)).statusCode).toBe(401)
    expect([await statusOf(world, id), await texts(world)]).toEqual(['sent', []])
    expect(await refusals(world)).toEqual(['notify receipts', 'notify texts'])
  })

  it('is turned away where nothing is set up, and with another alliance’s token', async () => {
    const [{ notify }, bare] = [await open(), await newWorld()]
    const site = await openSite(bare)
    const knock = (token: string) =>
      site.app.inject({
        ...{ method: 'POST', url: `/${bare.slug}/hooks/notify/texts`, payload: JSON.stringify(textOf('YES')) },
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      })
    expect((await notify('texts', textOf('YES'))).statusCode).toBe(200)
    expect((await knock(NOTIFY_TOKEN)).statusCode).toBe(401)
    expect(await texts(bare)).toEqual([])
  })
})

const SID = `SM${'0123456789abcdef'.repeat(2)}`

describe('what Twilio tells us', () => {
  it('a message arrived, by our own id in the address it was given', async () => {
    const { world, twilio } = await open()
    const id = await sentMessage(world)
    const answer = await twilio(`status?message=${id}`, { MessageSid: SID, MessageStatus: 'delivered', To: '+447700900123' })
    expect([answer.statusCode, await statusOf(world, id)]).toEqual([200, 'delivered'])
  })

  it('a text came in: kept once, and no reply is made up', async () => {
    const { world, twilio } = await open()
    const fields = { MessageSid: SID, From: '+447700900123', To: NUMBER, Body: 'YES & thanks ✓' }
    for (let times = 0; times < 2; times++) {
      const answer = await twilio('texts', fields)
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8'])
      expect(answer.body).toContain('<Response></Response>')
    }
    expect(await texts(world)).toEqual([
      { provider: 'twilio', provider_id: SID, from_number: '+447700900123', to_number: NUMBER, words: 'YES & thanks ✓' },
    ])
  })

  it('signed with another token, for another address, or not at all is turned away', async () => {
    const { world, app, twilio } = await open()
    const fields = { MessageSid: SID, From: '+447700900123', To: NUMBER, Body: 'STOP' }
    const url = `/${world.slug}/hooks/twilio/texts`
    const replayed = signed(`${ORIGIN}/${world.slug}/hooks/twilio/status`, fields)
    const bare = { payload: replayed.payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    const changed = { ...signed(ORIGIN + url, fields), payload: new URLSearchParams({ ...fields, Body: 'YES' }).toString() }
    expect((await twilio('texts', fields, 'guess')).statusCode).toBe(401)
    for (const forged of [replayed, bare, changed])
      expect((await app.inject({ method: 'POST', url, ...forged })).statusCode).toBe(401)
    expect([await texts(world), await refusals(world)]).toEqual([[], ['twilio texts']])
  })

  it('that is not of its kind is not accepted', async () => {
    const { world, twilio } = await open()
    expect((await twilio('texts', { MessageSid: 'SM1', From: '+44', Body: 'a' })).statusCode).toBe(400)
    expect((await twilio('status', { MessageSid: SID })).statusCode).toBe(400)
    expect(await texts(world)).toEqual([])
  })

  it.each([
    ['delivered', '', 'delivered'],
    ['queued', '', 'sending'],
    ['sent', '', 'sending'],
    ['undelivered', '30003', 'temporary_failure'],
    ['undelivered', '30005', 'permanent_failure'],
    ['undelivered', '30006', 'permanent_failure'],
    ['failed', '21610', 'permanent_failure'],
    ['undelivered', '30007', 'technical_failure'],
    ['undelivered', '', 'temporary_failure'],
    ['never-heard-of', '', 'sending'],
  ])('%s %s means %s', (said, code, means) => {
    expect(twilioStatus(said, code)).toBe(means)
  })
})
