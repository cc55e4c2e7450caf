import { describe, expect, it } from 'vitest'
import { planForm, savePlan } from '#modules/people'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { lookAfterReferrals } from './look-after-referrals'
import { lastLink, readyToRefer } from './referral-trial'

const referral = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) => tx.selectFrom('referral').selectAll().executeTakeFirstOrThrow())
const request = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())
const did = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
    const rows = await tx
      .selectFrom('event')
      .select(['action', 'detail'])
      .where('action', 'like', '%referral%')
      .orderBy('id')
      .execute()
    return rows.map(({ action, detail }) => `${action} ${(detail as { did?: string }).did ?? ''}`.trim())
  })

describe('referring to a partner', () => {
  it('needs their agreement; then the partner sees by its link only what was agreed, and the outcome comes back', async () => {
    const { world, desk, site, request: asked, send } = await readyToRefer()
    const form = (await site.get(desk, `/requests/${asked.reference}/refer`)).body
    expect([form.includes('type="checkbox"'), / checked/.test(form)]).toEqual([true, false])
    expect((await send({ agreed: '' })).statusCode).toBe(422)
    expect((await send()).statusCode).toBe(303)
    expect(await request(world)).toMatchObject({ status: 'waiting', waits_for: 'partner', next_action_on: '2025-11-12' })
    const link = await lastLink(world)
    const opened = await site.get(world.public, link)
    expect(opened.body).toContain('Ann Example')
    expect(opened.body).toContain('0161 496 0123')
    expect(opened.body).not.toContain('Long Lane')
    expect(opened.body).not.toContain('grandson')
    expect([opened.headers['cache-control'], opened.headers['referrer-policy'], opened.headers['x-robots-tag']]).toEqual([
      'no-store',
      'same-origin',
      'noindex, nofollow',
    ])
    expect(await referral(world)).toMatchObject({ status: 'sent' })
    const none = (await site.post(world.public, link, { answer: '' })).body
    expect(none.match(/There is a problem/g)).toHaveLength(1)
    expect(none.indexOf('There is a problem')).toBeLessThan(none.indexOf('<h1'))
    const yes = await site.post(world.public, link, { answer: 'accept' })
    expect([yes.statusCode, yes.headers.location]).toEqual([303, `/${world.slug}/sent-to-you/answered?answer=accept`])
    expect(await request(world)).toMatchObject({ status: 'in_hand', next_action: 'Ask how it goes with Age Example' })
    expect((await site.post(world.public, link, { answer: 'finish' })).statusCode).toBe(422)
    expect((await site.post(world.public, link, { answer: 'finish', outcome: 'helped' })).statusCode).toBe(303)
    expect(await referral(world)).toMatchObject({ status: 'finished', outcome: 'helped' })
    const over = await site.get(world.public, link)
    expect([over.statusCode, over.body.includes('look at the record again')]).toEqual([410, false])
    expect((await request(world)).next_action).toContain('they got help')
    // Opened three times: each wrong answer showed the page again.
    const happened = ['accept', 'finish', 'open', 'open', 'open', 'turned-away'].map((what) => `public.referral ${what}`)
    expect((await did(world)).toSorted()).toEqual([...happened, 'referral.send'])
  })

  it('says no with a reason, or asks for more and is told', async () => {
    const { world, desk, site, send } = await readyToRefer()
    await send()
    const link = await lastLink(world)
    expect((await site.post(world.public, link, { answer: 'askMore', words: 'How does she get about?' })).statusCode).toBe(303)
    const { reference } = await referral(world)
    expect((await site.post(desk, `/referrals/${reference}/tell-more`, { words: 'By bus' })).statusCode).toBe(303)
    expect((await site.get(world.public, link)).body).toContain('By bus')
    const without = await site.post(world.public, link, { answer: 'decline', words: 'Sorry, really' })
    expect([without.statusCode, without.body.includes('Sorry, really')]).toEqual([422, true])
    expect((await site.post(world.public, link, { answer: 'decline', reason: 'no_room' })).statusCode).toBe(303)
    expect(await referral(world)).toMatchObject({ status: 'declined', decline_reason: 'no_room' })
    expect((await request(world)).next_action).toContain('Find another way')
    expect((await site.post(world.public, link, { answer: 'accept' })).statusCode).toBe(410)
  })

  it('the words of a safe contact plan are for whoever sends to read, and to say what of them the partner must know', async () => {
    const { world, desk, site, person, request: asked, send } = await readyToRefer()
    const path = `/requests/${asked.reference}/refer`
    expect((await site.get(desk, path)).body).not.toContain('safe contact plan')
    const plan = planForm.parse({ words: 'Ask for her by name. Husband must not know.', neverText: 'yes' })
    expect(await savePlan(desk, { ...plan, reference: person.reference })).toMatchObject({ ok: true })
    expect((await site.get(desk, path)).body).toContain('says “Ask for her by name. Husband must not know.”')
    const unsaid = await send()
    expect([unsaid.statusCode, unsaid.body.includes('href="#words"')]).toEqual([409, true])
    expect(unsaid.body).toContain('Husband must not know.')
    expect((await send({ words: 'Ask for her by name' })).statusCode).toBe(303)
    const opened = (await site.get(world.public, await lastLink(world))).body
    expect(opened).toContain('Ask for her by name')
    expect(opened).not.toContain('Husband')
  })

  it('where the phone is not shared, nothing need be said of the plan', async () => {
    const { desk, person, send } = await readyToRefer()
    await savePlan(desk, { ...planForm.parse({ words: 'Mornings only' }), reference: person.reference })
    expect((await send({ shared: ['needs'] })).statusCode).toBe(303)
  })

  it('is asked once at a time, and an answer sent twice is one answer', async () => {
    const { world, site, send } = await readyToRefer()
    await send()
    expect((await send()).statusCode).toBe(409)
    const link = await lastLink(world)
    const submission = '0199aaaa-0000-7000-8000-000000000001'
    await site.post(world.public, link, { answer: 'accept', submission })
    expect((await site.post(world.public, link, { answer: 'accept', submission })).statusCode).toBe(303)
    expect((await did(world)).filter((one) => one.endsWith('accept'))).toHaveLength(1)
  })

  it('a forged address, one of another alliance, and one that ran out open nothing, and are journaled', async () => {
    const { world, send } = await readyToRefer()
    await send()
    const link = await lastLink(world)
    const other = await newWorld()
    expect((await (await openSite(other)).get(other.public, link)).statusCode).toBe(404)
    expect(await did(other)).toEqual(['public.referral turned-away'])
    expect((await (await openSite(world)).get(world.public, '/sent-to-you/forged')).statusCode).toBe(404)
    const later = world.at('2026-11-05T10:00:00Z')
    const late = await (await openSite(later)).get(later.public, link)
    expect([late.statusCode, late.body.includes('Ann Example')]).toEqual([410, false])
  })
})

describe('the reply clock', () => {
  it('reminds once after five working days, and two working days later the person is back with the helpline', async () => {
    const { world, send } = await readyToRefer()
    await send()
    await lookAfterReferrals(world.at('2025-11-12T10:00:00Z').system)
    expect((await referral(world)).nudged_on).toBeNull()
    await lookAfterReferrals(world.at('2025-11-13T10:00:00Z').system)
    await lookAfterReferrals(world.at('2025-11-13T11:00:00Z').system)
    expect(await referral(world)).toMatchObject({ status: 'sent', nudged_on: '2025-11-13', reply_by: '2025-11-17' })
    const link = await lastLink(world)
    await lookAfterReferrals(world.at('2025-11-18T10:00:00Z').system)
    expect(await referral(world)).toMatchObject({ status: 'returned', reply_by: null })
    expect(await request(world)).toMatchObject({ status: 'in_hand', next_action_on: '2025-11-18' })
    expect((await (await openSite(world)).get(world.public, link)).statusCode).toBe(410)
  })
})

describe('consent taken back', () => {
  it('stops what was sent, and tells both sides plainly', async () => {
    const { world, desk, site, send } = await readyToRefer()
    await send()
    const link = await lastLink(world)
    const consent = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('consent').select('id').where('purpose', '=', 'share').executeTakeFirstOrThrow(),
    )
    expect((await site.post(desk, `/consents/${consent.id}/withdraw`, { how: 'spoken' })).statusCode).toBe(303)
    expect(await referral(world)).toMatchObject({ status: 'stopped' })
    expect((await site.get(world.public, link)).statusCode).toBe(410)
    const mails = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('message').select(['subject', 'body']).orderBy('id', 'desc').execute(),
    )
    const told = mails.filter(({ subject }) => subject.includes('is stopped'))
    expect(told).toHaveLength(1)
    expect(told[0]?.body).not.toContain('Ann Example')
    expect((await request(world)).next_action).toContain('Stopped with Age Example')
    expect(await did(world)).toContain('referral.stop')
  })
})
