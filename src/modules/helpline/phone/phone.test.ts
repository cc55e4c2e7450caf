import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { type Announced, newCallSid, phoneTells } from '../../../../test/fake-phone/play-call'
import { answerIncoming } from '../calls/incoming'
import { INCOMING, incomingMoves } from '../calls/incoming.moves'
import { ANN, calls, inside, known, refusals, SECRET, setUp } from './phone-trial'

describe('a call the telephone announces', () => {
  it('offers the one person who has that number, and opens the desk with them', async () => {
    const { mine, site, world } = await setUp()
    const { reference } = await known(mine, 'Ann Example')
    expect((await site.tells({ event: 'ringing', call: 'c-1', from: '0161 496 0123' })).statusCode).toBe(200)
    const now = await site.get(mine, '/calls/now')
    expect(now.body).toContain('Answer Ann Example')
    const [call] = await calls(world)
    const taken = await site.post(mine, `/calls/incoming/${call?.id}/take`, { person: reference })
    expect(taken.headers.location).toBe(`/${world.slug}/calls/new?incoming=${call?.id}&person=${reference}`)
    const desk = await site.get(mine, String(taken.headers.location).slice(`/${world.slug}`.length))
    expect(desk.body).toContain(`name="incoming" value="${call?.id}"`)
    expect((await site.get(mine, '/calls/now')).body).not.toContain('Ann Example')
  })

  it('offers the several who share a number, and someone else', async () => {
    const { mine, site } = await setUp()
    await known(mine, 'Ann Example')
    await known(mine, 'Bob Example')
    await site.tells({ event: 'ringing', call: 'c-1', from: ANN })
    const { body } = await site.get(mine, '/calls/new')
    for (const words of ['2 people share it', 'Answer Ann Example', 'Answer Bob Example', 'Someone else'])
      expect(body).toContain(words)
  })

  it('says when the number is unknown, and fills it in for a new person', async () => {
    const { mine, site, world } = await setUp()
    await site.tells({ event: 'ringing', call: 'c-1', from: '+447700900456' })
    expect((await site.get(mine, '/calls/now')).body).toContain('Unknown number')
    const [call] = await calls(world)
    const taken = await site.post(mine, `/calls/incoming/${call?.id}/take`, {})
    const desk = await site.get(mine, String(taken.headers.location).slice(`/${world.slug}`.length))
    expect(desk.body).toMatch(/id="phones"[^>]*value="\+447700900456"/)
  })

  it.each([null, '', 'anonymous', '+266696687', '+7378742833'])('works when the number is withheld: %j', async (from) => {
    const { mine, site, world } = await setUp()
    expect((await site.tells({ event: 'ringing', call: 'c-1', from })).statusCode).toBe(200)
    expect((await site.get(mine, '/calls/now')).body).toContain('The number is withheld')
    const [call] = await calls(world)
    expect(call?.from_number).toBeNull()
    expect((await site.post(mine, `/calls/incoming/${call?.id}/take`, {})).headers.location).toContain('/calls/new?incoming=')
  })

  it('goes to the screen of the worker it is for, and no other', async () => {
    const { mine, other, site, world } = await setUp()
    await known(mine, 'Ann Example')
    const { email } = await inside(world, (tx) =>
      tx.selectFrom('account').select('email').where('id', '=', String(mine.actor.accountId)).executeTakeFirstOrThrow(),
    )
    await site.tells({ event: 'ringing', call: 'c-1', from: ANN })
    await site.tells({ event: 'answered', call: 'c-1', from: ANN, agent: email.toUpperCase() })
    expect((await site.get(mine, '/calls/now')).body).toContain('Answer Ann Example')
    expect((await site.get(other, '/calls/now')).body).not.toContain('Ann Example')
    expect(await calls(world)).toHaveLength(1)
  })

  it('is gone from the screens when it ends, and after ten minutes in any case', async () => {
    const { mine, site, at, world } = await setUp()
    await site.tells({ event: 'ringing', call: 'c-1', from: ANN })
    await site.tells({ event: 'ringing', call: 'c-2', from: ANN })
    await site.tells({ event: 'ended', call: 'c-1' })
    expect((await calls(world)).map(({ status }) => status).toSorted()).toEqual(['ended', 'ringing'])
    expect((await site.get(mine, '/calls/now')).body).toContain('Unknown number')
    const later = world.at('2025-11-05T10:11:00Z')
    expect((await (await at(later)).get(await later.as('helpline'), '/calls/now')).body).not.toContain('Unknown number')
  })

  it('of eight who answer at once, one does; and it is nobody’s of another alliance', async () => {
    const { mine, other, site, world } = await setUp()
    await site.tells({ event: 'ringing', call: 'c-1', from: ANN })
    const id = String((await calls(world))[0]?.id)
    expect(await answerIncoming(await (await newWorld()).as('helpline'), { id })).toMatchObject({ ok: false, code: 'not-found' })
    const all = await Promise.all([1, 2, 3, 4].flatMap(() => [answerIncoming(mine, { id }), answerIncoming(other, { id })]))
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await answerIncoming(await world.as('champion'), { id })).toMatchObject({ status: 403 })
  })

  it('whoever is slower reads who has it, and the way back to what they typed; of one that ended, that it is over', async () => {
    const { mine, other, site, world } = await setUp()
    await site.tells({ event: 'ringing', call: 'c-1', from: ANN })
    const take = `/calls/incoming/${(await calls(world))[0]?.id}/take`
    expect((await site.post(mine, take, {})).statusCode).toBe(303)
    const late = await site.post(other, take, {})
    expect([late.statusCode, late.body.includes('Test helpline has taken this call.')]).toEqual([409, true])
    expect(late.body).toContain(`href="/${world.slug}/calls/unfinished"`)
    expect(late.body).toContain(`href="/${world.slug}/calls/new"`)
    expect((await site.post(mine, take, {})).body).toContain('You have taken this call already.')
    await inside(world, (tx) => tx.updateTable('incoming_call').set({ status: 'ended', taken_by: null }).execute())
    expect((await site.post(other, take, {})).body).toContain('This call has ended.')
    const stranger = await newWorld()
    const elsewhere = await (await openSite(stranger)).post(await stranger.as('coordinator'), take, {})
    expect([elsewhere.statusCode, elsewhere.body.includes('Test helpline')]).toEqual([404, false])
  })

  it.each(INCOMING)('may be taken only while it rings: %s', async (status) => {
    const { mine, world } = await setUp()
    const row = {
      alliance_id: world.allianceId,
      id: crypto.randomUUID(),
      provider: 'hook',
      provider_id: 'c',
      status,
      rang_at: new Date(),
    }
    await inside(world, (tx) => tx.insertInto('incoming_call').values(row).execute())
    expect((await answerIncoming(mine, { id: row.id })).ok).toBe((incomingMoves.take.from as readonly string[]).includes(status))
  })
})

describe('who is believed', () => {
  const ringing: Announced = { event: 'ringing', call: 'c-1', from: ANN }
  const now = new Date('2025-11-05T10:00:00Z')
  const forged: readonly (readonly [string, (good: ReturnType<typeof phoneTells>) => ReturnType<typeof phoneTells>])[] = [
    ['another secret', () => phoneTells('another-secret', ringing, now)],
    ['other words under the same signature', (good) => ({ ...good, payload: good.payload.replace('c-1', 'c-2') })],
    [
      'another moment under the same signature',
      (good) => ({ ...good, headers: { ...good.headers, 'x-digiknow-timestamp': '1762336801' } }),
    ],
    [
      'another id under the same signature',
      (good) => ({ ...good, headers: { ...good.headers, 'x-digiknow-id': 'another-id-1' } }),
    ],
    ['signed six minutes ago', () => phoneTells(SECRET, ringing, new Date(now.getTime() - 360_000))],
    ['signed six minutes from now', () => phoneTells(SECRET, ringing, new Date(now.getTime() + 360_000))],
    ['no signature', (good) => ({ ...good, headers: { ...good.headers, 'x-digiknow-signature': '' } })],
  ]

  it.each(forged)('not %s: turned away, journaled, and nothing rings', async (_what, change) => {
    const { site, world } = await setUp()
    const answer = await site.raw(change(phoneTells(SECRET, ringing, now)))
    expect(answer.statusCode).toBe(401)
    expect(await calls(world)).toEqual([])
    expect(await refusals(world)).toEqual([{ hook: 'calls' }])
  })

  it('not the same words signed and sent again: turned away and journaled', async () => {
    const { site, world } = await setUp()
    const told = phoneTells(SECRET, ringing, now)
    expect((await site.raw(told)).statusCode).toBe(200)
    await site.tells({ event: 'ended', call: 'c-1' })
    expect((await site.raw(told)).statusCode).toBe(409)
    expect(await calls(world)).toMatchObject([{ status: 'ended' }])
    expect(await refusals(world)).toEqual([{ hook: 'hook call told again' }])
  })

  it('nobody before a secret is set, and nobody with the secret of another alliance', async () => {
    const { site } = await setUp()
    const bare = await newWorld()
    const url = `/${bare.slug}/hooks/calls`
    expect((await site.app.inject({ method: 'POST', url, ...phoneTells(SECRET, ringing, now) })).statusCode).toBe(401)
    expect(await calls(bare)).toEqual([])
  })

  it.each([
    ['no event', { call: 'c-1' }],
    ['an event nobody knows', { event: 'singing', call: 'c-1' }],
    ['no call', { event: 'ringing' }],
    ['a call that is no id', { event: 'ringing', call: 'x'.repeat(200) }],
  ])('signed, but with %s: 400, and nothing rings', async (_what, said) => {
    const { site, world } = await setUp()
    expect((await site.tells(said as Announced)).statusCode).toBe(400)
    expect(await calls(world)).toEqual([])
  })
})

describe('Twilio’s voice webhook', () => {
  it('rings, is put through, and ends', async () => {
    const { mine, site, world } = await setUp('+441614960100')
    await known(mine, 'Ann Example')
    const sid = newCallSid()
    const rang = await site.twilio({ sid, status: 'ringing', from: ANN })
    expect([rang.statusCode, rang.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8'])
    expect(rang.body).toContain('<Response><Dial>+441614960100</Dial></Response>')
    expect((await site.get(mine, '/calls/now')).body).toContain('Answer Ann Example')
    await site.twilio({ sid, status: 'completed', from: ANN })
    expect(await calls(world)).toMatchObject([{ status: 'ended', provider: 'twilio', provider_id: sid }])
  })

  it('forged: turned away and journaled', async () => {
    const { site, world } = await setUp()
    const answer = await site.twilio({ sid: newCallSid(), status: 'ringing', from: ANN }, 'another-token')
    expect(answer.statusCode).toBe(401)
    expect([await calls(world), await refusals(world)]).toEqual([[], [{ hook: 'twilio calls' }]])
  })

  it('asked again within moments, as Twilio does itself, is answered the same; later it is an echo', async () => {
    const { site, at, world } = await setUp('+441614960100')
    const call = { sid: newCallSid(), status: 'ringing', from: ANN }
    await site.twilio(call)
    expect((await site.twilio(call)).body).toContain('<Dial>')
    await site.twilio({ ...call, status: 'completed' })
    expect((await (await at(world.at('2025-11-05T10:05:00Z'))).twilio(call)).statusCode).toBe(409)
    expect(await calls(world)).toMatchObject([{ status: 'ended' }])
    expect(await refusals(world)).toEqual([{ hook: 'twilio call told again' }])
  })

  it.each([
    ['no call of Twilio’s', { sid: 'nonsense', status: 'ringing' }],
    ['a status nobody knows', { sid: newCallSid(), status: 'singing' }],
  ])('signed, but %s: 400', async (_what, call) => {
    const { site } = await setUp()
    expect((await site.twilio({ ...call, from: ANN })).statusCode).toBe(400)
  })
})
