import { describe, expect, it } from 'vitest'
import { askForCallBack } from '#modules/callbacks'
import { command } from '#platform/command'
import { done } from '#platform/outcome'
import { eventsOf, got } from '#test/helping'
import type { World } from '#test/world'
import { lastLink, readyToRefer } from './referral-trial'

const state = (world: World) =>
  world.db.transaction(world.system, async (tx) => ({
    referrals: await tx.selectFrom('referral').select(['status', 'ended_on']).execute(),
    requests: await tx.selectFrom('request').select(['status', 'next_action', 'next_action_on', 'waits_for']).execute(),
    calls: await tx.selectFrom('call_back').select('status').execute(),
    mails: await tx.selectFrom('message').select(['subject', 'body']).where('subject', 'like', '%is stopped').execute(),
    notices: await tx.selectFrom('staff_notice').select('words').execute(),
  }))

const oweCall = command('call-back.ask', async (work, person: string) => {
  await askForCallBack(work, { person, about: { type: 'person', id: person }, why: 'How is it going?', cause: 'test' })
  return done(null)
})

const sent = async (more: Parameters<typeof readyToRefer>[0] = {}) => {
  const all = await readyToRefer(more)
  expect((await all.send()).statusCode).toBe(303)
  got(await oweCall(all.desk, all.person.id))
  return { ...all, link: more.email === '' ? '' : await lastLink(all.world), path: `/people/${all.person.reference}` }
}

describe('someone has died', () => {
  it('the partner is told to stop and not why, no call is owed any more, and the desk closes the request', async () => {
    const { world, desk, site, path, link } = await sent()
    expect((await site.post(desk, `${path}/died`, {})).statusCode).toBe(303)
    const { referrals, requests, calls, mails } = await state(world)
    expect(referrals).toEqual([{ status: 'stopped', ended_on: '2025-11-05' }])
    expect(calls).toEqual([{ status: 'called_off' }])
    expect(requests).toMatchObject([
      { status: 'in_hand', next_action: 'We were told that they have died. Close this', waits_for: null },
    ])
    expect(mails).toHaveLength(1)
    expect(mails[0]?.body).toContain('Please do not get in touch with them')
    expect(mails[0]?.body).not.toMatch(/died|Ann Example/)
    expect((await site.get(world.public, link)).statusCode).toBe(410)
    const actions = (await eventsOf(world)).map(({ action }) => action)
    for (const action of ['person.died', 'referral.stop', 'call-back.call-off']) expect(actions).toContain(action)
  })

  it('a partner without email is to be rung', async () => {
    const { world, desk, site, path } = await sent({ email: '', phone: '0161 496 0100' })
    expect((await site.post(desk, `${path}/died`, {})).statusCode).toBe(303)
    const [request] = (await state(world)).requests
    expect(request?.next_action).toMatch(/^Ring Age Example on 0161 496 0100: tell them \S+ is stopped$/)
  })
})

describe('someone who is kept apart has died', () => {
  const died = async (readers: 'named' | 'not named') => {
    const all = await sent()
    const { world, desk, site, path } = all
    const [coordinator, safeguarding] = [await world.as('coordinator'), await world.as('safeguarding')]
    const [request] = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('request').select(['id', 'reference']).execute(),
    )
    await world.db.transaction(world.system, (tx) =>
      tx
        .updateTable('request')
        .set({ owner_id: desk.actor.accountId })
        .where('id', '=', request?.id ?? '')
        .execute(),
    )
    const named = readers === 'named' ? { readers: String(desk.actor.accountId) } : {}
    expect((await site.post(coordinator, `${path}/keep-apart`, { why: 'Fled', ...named })).statusCode).toBe(303)
    expect((await site.post(coordinator, `${path}/died`, {})).statusCode).toBe(303)
    const told = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('staff_notice').select(['account_id', 'words', 'path']).where('words', 'like', '%died%').execute(),
    )
    return { ...all, told, safeguarding, reference: request?.reference }
  }

  it('whoever has the request and may not see them hears nothing; the guardians do, by no name and no reference', async () => {
    const { told, safeguarding, site, path } = await died('not named')
    expect(told.map(({ account_id }) => account_id)).toEqual([safeguarding.actor.accountId])
    expect(told[0]?.words).not.toMatch(/[PR]-\d|Ann/)
    expect(told[0]?.path).toBe(path)
    expect((await site.get(safeguarding, path)).statusCode).toBe(200)
  })

  it('whoever has the request and is named as their worker is told as ever', async () => {
    const { told, desk, reference } = await died('named')
    expect(told.map(({ account_id, path }) => [account_id, path])).toEqual([[desk.actor.accountId, `/requests/${reference}`]])
  })
})

describe('someone is kept apart from now on', () => {
  it('the page lists who knows of them; they are told to stop, and nobody else at the desk hears of it', async () => {
    const { world, site, path, link } = await sent()
    const coordinator = await world.as('coordinator')
    const page = await site.get(coordinator, `${path}/keep-apart`)
    expect(page.body).toMatch(/Age Example \(F-\d+\)/)
    const before = (await state(world)).notices.length
    expect((await site.post(coordinator, `${path}/keep-apart`, { why: 'Fled' })).statusCode).toBe(303)
    const { referrals, requests, calls, mails, notices } = await state(world)
    expect(referrals).toMatchObject([{ status: 'stopped' }])
    expect(requests).toMatchObject([{ status: 'in_hand', next_action: 'Stopped with Age Example. Find another way, or close' }])
    expect(calls).toMatchObject([{ status: 'waiting' }])
    expect([mails.length, notices.length]).toEqual([1, before])
    expect((await site.get(world.public, link)).statusCode).toBe(404)
    expect((await site.get(coordinator, `${path}/keep-apart`)).body).not.toContain('These know of them from us')
  })
})
