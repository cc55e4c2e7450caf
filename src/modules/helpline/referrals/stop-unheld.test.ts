import { describe, expect, it } from 'vitest'
import { askForCallBack } from '#modules/callbacks'
import { giveConsent } from '#modules/people'
import { command } from '#platform/command'
import { houseOf } from '#platform/house'
import { done } from '#platform/outcome'
import { taskOf } from '#platform/worker'
import { aPerson, eventsOf, got } from '#test/helping'
import { modules } from '../../../app'
import { lastLink, readyToRefer, speaksFor } from './referral-trial'

const ASKED = { name: 'Bob Example', phones: '0161 496 0124', needs: 'task', words: 'The bus pass', consent: 'yes' }
const NEXT = 'They asked us to stop: no calls and no messages. Close this'
const STOPPED = 'Stopped: they no longer agree that we keep in touch'

/** Someone whom a partner's account, or a councillor's address of that partner, referred in: they are owed a call. */
const referredIn = async (by: 'account' | 'address', email = 'help@age.example') => {
  const all = await readyToRefer({ email })
  const { world, desk, site, partner } = all
  const sender = await speaksFor(world, partner.id)
  const lead = await world.as('lead')
  const last = { 'endsOn-day': '30', 'endsOn-month': '11', 'endsOn-year': '2025' }
  const way = { name: 'Councillor Example', kind: 'councillor', partner: partner.id, aDay: '9', ...last }
  expect((await site.post(lead, '/ways-in', way)).statusCode).toBe(303)
  const [link = ''] = /\/refer-to-us\/[\w-]+/.exec((await site.get(lead, '/ways-in')).body) ?? []
  const sent = by === 'account' ? site.post(sender, '/refer', ASKED) : site.post(world.public, link, { ...ASKED, website: '' })
  expect((await sent).statusCode).toBe(303)
  const { person } = await world.db.transaction(world.system, (tx) =>
    tx.selectFrom('person').select(['reference as person']).where('name', '=', 'Bob Example').executeTakeFirstOrThrow(),
  )
  const state = () =>
    world.db.transaction(world.system, async (tx) => ({
      request: await tx.selectFrom('request').selectAll().where('source', '=', 'partner').executeTakeFirstOrThrow(),
      calls: (await tx.selectFrom('call_back').select('status').execute()).map(({ status }) => status),
      mails: await tx.selectFrom('message').select(['address', 'subject', 'body']).where('about_type', '=', 'request').execute(),
      told: await tx.selectFrom('staff_notice').select(['words', 'path']).where('words', 'like', '%in touch%').execute(),
    }))
  const takeBack = async (purpose: 'hold' | 'share', who = desk) => {
    const consent = await world.db.transaction(world.system, (tx) =>
      tx
        .selectFrom('consent as c')
        .innerJoin('person as p', 'p.id', 'c.person_id')
        .select('c.id')
        .where('c.purpose', '=', purpose)
        .where('p.reference', '=', person)
        .executeTakeFirstOrThrow(),
    )
    expect((await site.post(who, `/consents/${consent.id}/withdraw`, { how: 'spoken' })).statusCode).toBe(303)
  }
  const toRing = () =>
    world.db.transaction(world.system, (tx) =>
      tx.selectFrom('staff_notice').select(['account_id', 'words', 'path']).where('words', 'like', 'Ring %').execute(),
    )
  return { ...all, reference: person, sender, link, state, takeBack, toRing }
}

describe('someone whom a partner referred takes back that we keep their details', () => {
  it.each(['account', 'address'] as const)(
    'no call is owed, the desk closes it, and whoever sent them reads that it stopped: %s',
    async (by) => {
      const { world, site, sender, link, state, takeBack } = await referredIn(by)
      const read = () => (by === 'account' ? site.get(sender, '/my-referrals') : site.get(world.public, link))
      expect((await state()).calls).toEqual(['waiting'])
      expect((await read()).body).toContain('We have it and will ring them')
      await takeBack('hold', await world.as('coordinator'))
      const { request, calls, mails, told } = await state()
      expect(calls).toEqual(['called_off'])
      expect(request).toMatchObject({ status: 'new', next_action: NEXT, next_action_on: '2025-11-05' })
      expect(told.map(({ path }) => path)).toContain(`/requests/${request.reference}`)
      expect(told[0]?.words).toContain('Do not ring or write')
      expect(mails).toHaveLength(1)
      expect(mails[0]).toMatchObject({
        address: 'help@age.example',
        subject: expect.stringContaining(`${request.reference} is stopped`),
      })
      expect(mails[0]?.body).toContain('They no longer agree that we keep in touch with them, so we have stopped')
      expect(mails[0]?.body).not.toMatch(/Bob Example|bus pass/)
      expect((await read()).body).toContain(STOPPED)
      expect((await read()).body).not.toContain('will ring them</')
    },
  )

  it('once the desk has closed it, they read that the person asked us to stop', async () => {
    const { site, desk, sender, state, takeBack } = await referredIn('account')
    await takeBack('hold')
    const { request } = await state()
    expect((await site.post(desk, `/requests/${request.reference}/close`, { outcome: 'stopped' })).statusCode).toBe(303)
    expect((await site.get(sender, '/my-referrals')).body).toContain('They asked us to stop')
  })

  it('a partner without email reads it in its list; one that may not hear of them any more is not written to', async () => {
    const without = await referredIn('account', '')
    await without.takeBack('hold')
    expect((await without.state()).mails).toEqual([])
    expect((await without.site.get(without.sender, '/my-referrals')).body).toContain(STOPPED)
    const { state, takeBack, site, sender } = await referredIn('account')
    await takeBack('share')
    expect((await state()).mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('no more news')])
    await takeBack('hold')
    expect((await state()).mails).toHaveLength(1)
    expect((await site.get(sender, '/my-referrals')).body).not.toContain('Bob Example')
  })

  it.each([
    ['hold', (request: string) => `tell them ${request} is stopped`],
    ['share', (request: string) => `tell them that we give no more news of ${request}`],
  ] as const)('a partner without email is rung by whoever has the request: %s', async (purpose, what) => {
    const { desk, state, takeBack, toRing } = await referredIn('account', '')
    await takeBack(purpose)
    const { request, mails } = await state()
    expect(mails).toEqual([])
    const words = `Ring Age Example: ${what(request.reference)}`
    expect(await toRing()).toEqual([{ account_id: desk.actor.accountId, words, path: `/requests/${request.reference}` }])
  })

  it.each(['hold', 'share'] as const)(
    'nobody is told to ring a partner that was written to, or about one kept apart: %s',
    async (purpose) => {
      const written = await referredIn('account')
      await written.takeBack(purpose)
      expect([(await written.state()).mails.length, await written.toRing()]).toEqual([1, []])
      const { world, desk, site, reference, takeBack, toRing } = await referredIn('account', '')
      const apart = { why: 'Fled', readers: String(desk.actor.accountId) }
      expect((await site.post(await world.as('safeguarding'), `/people/${reference}/keep-apart`, apart)).statusCode).toBe(303)
      await takeBack(purpose)
      expect(await toRing()).toEqual([])
    },
  )

  it('nor is it told afterwards that we go on helping them', async () => {
    const { state, takeBack } = await referredIn('account')
    await takeBack('hold')
    await takeBack('share')
    expect((await state()).mails.map(({ subject }) => subject)).toEqual([expect.stringContaining('is stopped')])
  })

  it('of someone kept apart nobody outside hears, and at the desk a guardian, by no name', async () => {
    const { world, desk, site, reference, state, takeBack } = await referredIn('account')
    const guardian = await world.as('safeguarding')
    expect(
      (await site.post(guardian, `/people/${reference}/keep-apart`, { why: 'Fled', readers: String(desk.actor.accountId) }))
        .statusCode,
    ).toBe(303)
    await takeBack('hold')
    const { mails, told, calls } = await state()
    expect([mails, calls]).toEqual([[], ['called_off']])
    expect(told.map(({ path }) => path)).toEqual([`/people/${reference}`])
    expect(told[0]?.words).not.toMatch(/[PR]-\d|Bob/)
  })

  it('who agrees again has no request that says to close it', async () => {
    const { desk, site, reference, state, takeBack } = await referredIn('account')
    await takeBack('hold')
    const day = { 'givenOn-day': '5', 'givenOn-month': '11', 'givenOn-year': '2025' }
    const again = await site.post(desk, `/people/${reference}/consent/new`, { purpose: 'hold', how: 'spoken', ...day })
    expect(again.statusCode).toBe(303)
    expect((await state()).request.next_action).toBe('They do agree that we keep in touch. Ask what they need now')
    expect((await site.get(desk, `/people/${reference}`)).body).not.toContain('Close this')
  })
})

const promise = command('call-back.ask', async (work, { person, request }: { person: string; request: string }) => {
  const about = { type: 'request', id: request }
  await askForCallBack(work, { person, about, why: 'We said we would', cause: `promised ${request}` })
  return done(null)
})

it('a partner that was asked is told to stop, and not even whoever asked for them is rung about it', async () => {
  const all = await readyToRefer()
  const { world, desk, site, person, request } = all
  expect((await all.send()).statusCode).toBe(303)
  const link = await lastLink(world)
  const input = {
    purpose: 'hold',
    partner: null,
    how: 'spoken',
    givenOn: '2025-11-01',
    onBehalf: '',
    endsOn: '2025-11-06',
  } as const
  got(await giveConsent(desk, { ...input, reference: person.reference }))
  const { id: relative } = await aPerson(world, 'Grace Example')
  for (const one of [relative, person.id]) got(await promise(desk, { person: one, request: request.id }))
  const after = world.at('2025-11-07T04:10:00Z')
  const { 'end-consents': job } = Object.assign({}, ...modules.map(({ jobs }) => jobs))
  await taskOf({ db: after.db, clock: after.system.clock }, job, houseOf(modules))({ allianceId: world.allianceId }, {} as never)
  const { calls, requests, mails, told } = await world.db.transaction(world.system, async (tx) => ({
    calls: (await tx.selectFrom('call_back').select('status').execute()).map(({ status }) => status),
    requests: await tx.selectFrom('request').select(['status', 'waits_for', 'next_action']).execute(),
    mails: await tx.selectFrom('message').select('body').where('subject', 'like', '%is stopped').execute(),
    told: (await tx.selectFrom('staff_notice').select('words').execute()).map(({ words }) => words),
  }))
  expect(new Set(calls)).toEqual(new Set(['called_off']))
  expect(requests).toEqual([
    { status: 'in_hand', waits_for: null, next_action: expect.stringContaining('until a day that is past') },
  ])
  expect(mails.map(({ body }) => body)).toEqual([expect.stringContaining('They no longer agree to it.')])
  expect(told.filter((words) => words.includes('Do not ring or write'))).not.toEqual([])
  expect((await site.get(world.public, link)).statusCode).toBe(410)
  expect((await eventsOf(world)).map(({ action }) => action)).toEqual(expect.arrayContaining(['consent.end', 'referral.stop']))
})
