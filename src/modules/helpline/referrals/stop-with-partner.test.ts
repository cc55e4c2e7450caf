import { expect, it } from 'vitest'
import { endPartner } from '#modules/partners'
import { restrictPerson } from '#modules/people'
import { eventsOf, got } from '#test/helping'
import type { World } from '#test/world'
import { lookAfterReferrals } from './look-after-referrals'
import { lastLink, readyToRefer } from './referral-trial'

const LEFT = { 'leftOn-day': '5', 'leftOn-month': '11', 'leftOn-year': '2025' }

const state = (world: World) =>
  world.db.transaction(world.system, async (tx) => ({
    referral: await tx.selectFrom('referral').select(['status', 'ended_on', 'nudged_on']).executeTakeFirstOrThrow(),
    request: await tx.selectFrom('request').select(['status', 'next_action', 'waits_for']).executeTakeFirstOrThrow(),
    mails: await tx.selectFrom('message').select(['subject', 'body']).orderBy('id').execute(),
  }))

const sent = async (more: Parameters<typeof readyToRefer>[0] = {}) => {
  const all = await readyToRefer(more)
  expect((await all.send()).statusCode).toBe(303)
  return { ...all, link: more.email === '' ? '' : await lastLink(all.world), lead: await all.world.as('lead') }
}

const STOPPED = {
  referral: { status: 'stopped', nudged_on: null },
  request: { status: 'in_hand', waits_for: null },
}

it.each(['sent', 'accepted'])(
  'a partner that leaves has nobody we sent any more, and is told to delete what it knows: %s',
  async (which) => {
    const { world, site, link, lead, partner } = await sent()
    if (which === 'accepted') expect((await site.post(world.public, link, { answer: 'accept' })).statusCode).toBe(303)
    expect((await site.get(lead, `/partners/${partner.id}`)).body).toContain('come back to the helpline')
    expect((await site.post(lead, `/partners/${partner.id}/end`, LEFT)).statusCode).toBe(303)
    const { mails, ...stands } = await state(world)
    expect(stands).toMatchObject(STOPPED)
    expect(stands.request.next_action).toBe('Stopped with Age Example. Find another way, or close')
    const told = mails.filter(({ subject }) => subject.endsWith('is stopped'))
    expect(told).toHaveLength(1)
    expect(told[0]?.body).toContain('You have left the alliance')
    expect(told[0]?.body).toContain('delete what you know of them')
    expect(told[0]?.body).not.toContain('Ann Example')
    expect((await site.get(world.public, link)).statusCode).toBe(410)
    expect((await eventsOf(world)).map(({ action }) => action)).toContain('referral.stop')
    for (const day of ['13', '18']) await lookAfterReferrals(world.at(`2025-11-${day}T10:00:00Z`).system)
    expect((await state(world)).mails).toHaveLength(mails.length)
  },
)

it('one without email is rung, and someone kept apart from whoever ends it is not left behind', async () => {
  const { world, site, lead, partner, person } = await sent({ email: '', phone: '0161 496 0100' })
  const apart = { reference: person.reference, why: 'A relative', readers: [], stops: [] }
  got(await restrictPerson(await world.as('safeguarding'), apart))
  expect((await site.post(lead, `/partners/${partner.id}/end`, LEFT)).statusCode).toBe(303)
  const guardian = await world.as('safeguarding')
  const request = await world.db.transaction(guardian, (tx) => tx.selectFrom('request').selectAll().executeTakeFirstOrThrow())
  expect(request).toMatchObject({
    status: 'in_hand',
    next_action: expect.stringMatching(/^Ring Age Example on 0161 496 0100: tell them/),
  })
})

it('what was sent just as it left is found by the clock, and neither reminded nor waited for', async () => {
  const { world, partner, lead } = await sent()
  got(await endPartner(lead, { id: partner.id, leftOn: '2025-11-05', stops: [] }))
  await lookAfterReferrals(world.at('2025-11-13T10:00:00Z').system)
  const { mails, ...stands } = await state(world)
  expect(stands).toMatchObject(STOPPED)
  expect(mails.map(({ subject }) => subject).filter((subject) => subject.startsWith('Please answer'))).toEqual([])
  expect(mails.at(-1)?.body).toContain('You have left the alliance')
})

it('a leaving that is refused stops nothing', async () => {
  const { world, site, lead, partner } = await sent()
  const early = { ...LEFT, 'leftOn-year': '2019' }
  expect((await site.post(lead, `/partners/${partner.id}/end`, early)).statusCode).toBe(409)
  await lookAfterReferrals(world.system)
  expect((await state(world)).referral).toMatchObject({ status: 'sent' })
})
