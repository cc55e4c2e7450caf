import { describe, expect, it } from 'vitest'
import { partnerForm, recordPartner } from '#modules/partners'
import { recordResource, resourceForm, retireResource } from '#modules/skills'
import { eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { lastLink } from '../referrals/referral-trial'
import { inside, setUp } from './desk-trial'

const learning = async (world: World, name: string, language = 'en') =>
  got(
    await recordResource(
      await world.as('coordinator'),
      resourceForm.parse({ name, link: `https://${language}.example.org`, language, area: 'foundation' }),
    ),
  ).id

const partner = async (world: World, email = 'help@age.example') =>
  got(
    await recordPartner(
      await world.as('lead'),
      partnerForm.parse({ name: 'Age Example', sector: 'voluntary', joinedOn: '2020-04-01', email }),
    ),
  ).id

const now = (world: World) =>
  inside(world, async (tx) => ({
    calls: await tx.selectFrom('call').select('id').execute(),
    signposts: await tx.selectFrom('signpost').select(['resource_id', 'place_id', 'sent_how', 'words']).execute(),
    notices: await tx.selectFrom('notice').select(['template', 'personalisation']).execute(),
    request: await tx
      .selectFrom('request')
      .select(['reference', 'status', 'outcome', 'next_action', 'next_action_on', 'waits_for'])
      .executeTakeFirst(),
    referrals: await tx.selectFrom('referral').select(['reference', 'partner_id', 'status', 'shared', 'reply_by']).execute(),
    consents: await tx.selectFrom('consent').select(['purpose', 'partner_id', 'how']).execute(),
  }))

describe('showing someone what to learn from, on the call', () => {
  it('sends it, ends the request, and the timeline says what they were shown', async () => {
    const { world, ctx, site, send, person } = await setUp()
    await inside(world, (tx) =>
      tx
        .insertInto('person_email')
        .values({ alliance_id: world.allianceId, person_id: person.id, address: 'ann@example.org' })
        .execute(),
    )
    const id = await learning(world, 'First clicks')
    expect((await send({ next: 'signpost', learning: id, sentHow: 'message' })).statusCode).toBe(303)
    const { signposts, notices, request } = await now(world)
    expect(signposts).toEqual([{ resource_id: id, place_id: null, sent_how: 'message', words: '' }])
    expect(notices).toMatchObject([{ personalisation: { where: 'First clicks, https://en.example.org' } }])
    expect(request).toMatchObject({ status: 'done', outcome: 'signposted' })
    expect((await site.get(ctx, `/people/${person.reference}`)).body).toContain(
      'Shown where to go: First clicks. It is sent to them in writing',
    )
    expect((await site.get(ctx, `/learning/${id}`)).body).toContain('1 person')
  })

  it('offers what is in their own language first', async () => {
    const { world, site, ctx } = await setUp()
    const [english, polish] = [await learning(world, 'A in English'), await learning(world, 'B in Polish', 'pl')]
    const anka = await site.post(ctx, '/people/new', { name: 'Anka Example', language: 'pl', reachBy: '' })
    const reference = String(anka.headers.location).split('/').at(-1)
    const { body } = await site.get(ctx, `/calls/new?person=${reference}`)
    expect(body.indexOf(polish)).toBeGreaterThan(0)
    expect(body.indexOf(polish)).toBeLessThan(body.indexOf(english))
  })

  it('one that is retired, another alliance’s or nonsense is refused at its field, and nothing is written', async () => {
    const { world, send } = await setUp()
    const retired = await learning(world, 'Old')
    got(await retireResource(await world.as('coordinator'), { id: retired }))
    for (const one of [retired, await learning(await newWorld(), 'Theirs'), 'nonsense']) {
      const refused = await send({ next: 'signpost', learning: one, notes: 'Kept words' })
      expect([refused.statusCode, refused.body.includes('href="#learning"')]).toEqual([409, true])
      expect(refused.body).toContain('Kept words')
    }
    expect((await now(world)).calls).toEqual([])
  })

  it('what a worker writes of the way there is not in the journal', async () => {
    const { world, send } = await setUp()
    await send({ next: 'signpost', signpostWords: 'Ask Sam about the ramp' })
    expect(JSON.stringify(await eventsOf(world))).not.toContain('ramp')
  })
})

describe('passing someone to a partner, on the call', () => {
  it('sends the link, writes down that they agreed, starts the clock, and the request waits to hear', async () => {
    const { world, send, person } = await setUp()
    const id = await partner(world)
    expect((await send({ next: 'refer', pickRefer: id, nextWords: 'Mornings suit her' })).statusCode).toBe(303)
    const { request, referrals, consents } = await now(world)
    expect(referrals).toMatchObject([{ partner_id: id, status: 'sent', shared: ['phone', 'language', 'needs'] }])
    expect(consents).toEqual([{ purpose: 'share', partner_id: id, how: 'spoken' }])
    expect(request).toMatchObject({ status: 'waiting', waits_for: 'partner', next_action: 'Hear from Age Example' })
    expect(request?.next_action_on).toBe('2025-11-12')
    const site = await openSite(world)
    const { body, statusCode } = await site.get(world.public, await lastLink(world))
    expect(statusCode).toBe(200)
    for (const words of ['Ann Example', '0161 496 0123', 'Mornings suit her']) expect(body).toContain(words)
    const desk = await world.as('helpline')
    expect((await site.get(desk, `/people/${person.reference}`)).body).toContain('Referred to Age Example')
  })

  it('a partner without an email is rung: the next step says so, today', async () => {
    const { world, send } = await setUp()
    await send({ next: 'refer', pickRefer: await partner(world, '') })
    const { request, referrals } = await now(world)
    expect(referrals).toHaveLength(1)
    expect(request).toMatchObject({ next_action: 'Ring Age Example: they have no email', next_action_on: '2025-11-05' })
  })

  it('a partner asked about this request already is not asked again: said at the choice, with the words kept', async () => {
    const { world, send } = await setUp()
    const id = await partner(world)
    await send({ next: 'refer', pickRefer: id })
    const { request } = await now(world)
    const again = await send({ next: 'refer', pickRefer: id, request: String(request?.reference), notes: 'Kept words' })
    expect([again.statusCode, again.body.includes('has been asked about this request already')]).toEqual([409, true])
    expect(again.body).toContain('Kept words')
    expect((await now(world)).referrals).toHaveLength(1)
  })

  it('sent 8 times at once it is one referral and one email', async () => {
    const { world, send } = await setUp()
    const fields = { next: 'refer', pickRefer: await partner(world), submission: crypto.randomUUID() }
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(fields)))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([303]))
    expect((await now(world)).referrals).toHaveLength(1)
    const emails = await inside(world, (tx) => tx.selectFrom('message').select('id').where('way', '=', 'email').execute())
    expect(emails).toHaveLength(1)
  })
})
