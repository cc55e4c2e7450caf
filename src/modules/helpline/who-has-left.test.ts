import { expect, it } from 'vitest'
import { closeAccount } from '#modules/accounts'
import { restrictPerson } from '#modules/people'
import { type Ctx, command } from '#platform/command'
import { newId } from '#platform/ids'
import { done } from '#platform/outcome'
import { aPerson, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { lookAfterReferrals } from './referrals/look-after-referrals'
import { lastLink, readyToRefer } from './referrals/referral-trial'
import { takeIfNobodys } from './requests/owner'

const leaves = async (world: World, who: Ctx) =>
  got(await closeAccount(await world.as('admin'), { account: String(who.actor.accountId) }))

const told = (world: World) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .selectFrom('staff_notice as n')
      .innerJoin('account as a', 'a.id', 'n.account_id')
      .select(['a.name', 'n.words'])
      .orderBy('n.id')
      .execute(),
  )

/** A referral on a request that a coordinator has in hand, who then leaves; somebody of the helpline stays. */
const passedOnAndLeft = async (more: Parameters<typeof readyToRefer>[0] = {}) => {
  const all = await readyToRefer(more)
  const { world, site, request } = all
  const owner = await world.as('coordinator')
  expect((await site.post(owner, `/requests/${request.reference}/take`, { seenOwner: '' })).statusCode).toBe(303)
  expect((await all.send()).statusCode).toBe(303)
  const link = more.email === '' ? '' : await lastLink(world)
  await leaves(world, owner)
  return { ...all, link }
}

it('what a partner answers reaches the helpline when whoever had the request has left', async () => {
  const { world, site, link } = await passedOnAndLeft()
  expect((await site.post(world.public, link, { answer: 'decline', reason: 'no_room' })).statusCode).toBe(303)
  expect(await told(world)).toMatchObject([{ name: 'Test helpline', words: expect.stringContaining('Age Example said no') }])
})

it('so does that a partner without email is to be rung', async () => {
  const { world } = await passedOnAndLeft({ email: '', phone: '0161 496 0100' })
  await lookAfterReferrals(world.at('2025-11-13T10:00:00Z').system)
  expect(await told(world)).toMatchObject([{ name: 'Test helpline', words: expect.stringContaining('ask for their answer') }])
})

it('a request of somebody who has left is nobody’s, in the lists and on its page', async () => {
  const { world, request, site, desk } = await passedOnAndLeft()
  expect((await site.get(desk, '/requests?owner=nobody')).body).toContain(request.reference)
  expect((await site.get(desk, `/requests/${request.reference}`)).body).toContain(
    'Test helpline, until someone takes it. Test coordinator has left',
  )
  const later = world.at('2025-11-08T12:00:00Z')
  const forgotten = await (await openSite(later)).get(await later.as('helpline'), '/requests/forgotten?why=nobody')
  expect(forgotten.body).toContain('nobody has taken it')
  expect(forgotten.body).not.toContain('Test coordinator')
})

/** A request that a coordinator had in hand, who has left; somebody of the helpline stays. */
const ownedAndLeft = async () => {
  const all = await readyToRefer()
  const { world, site, request } = all
  const [owner, path] = [await world.as('coordinator'), `/requests/${request.reference}`]
  expect((await site.post(owner, `${path}/take`, { seenOwner: '' })).statusCode).toBe(303)
  await leaves(world, owner)
  const ownerNow = () =>
    world.db.transaction(
      world.system,
      async (tx) => (await tx.selectFrom('request').select('owner_id').executeTakeFirst())?.owner_id,
    )
  return { ...all, owner, path, ownerNow }
}

it('a request of somebody who has left is taken on, not over', async () => {
  const { desk, site, path } = await ownedAndLeft()
  const { body } = await site.get(desk, path)
  expect(body).toContain('Take it on')
  expect(body).not.toContain('Take it over')
})

/** As asking a champion does, which stands above the helpline. */
const lookAfter = command('request.take', async (work, id: string) => done(await takeIfNobodys(work, id)))

it('whoever puts it aside, passes it on, or asks a champion about it looks after it from then on', async () => {
  const aside = await ownedAndLeft()
  const wait = {
    nextAction: 'Ring',
    waitsFor: 'them',
    'nextActionOn-day': '7',
    'nextActionOn-month': '11',
    'nextActionOn-year': '2025',
  }
  expect((await aside.site.post(aside.desk, `${aside.path}/wait`, wait)).statusCode).toBe(303)
  expect(await aside.ownerNow()).toBe(aside.desk.actor.accountId)

  const passed = await ownedAndLeft()
  expect((await passed.send()).statusCode).toBe(303)
  expect(await passed.ownerNow()).toBe(passed.desk.actor.accountId)

  const asked = await ownedAndLeft()
  for (const who of [asked.desk, await asked.world.as('coordinator', 'helpline')]) {
    got(await lookAfter(who, asked.request.id))
    expect(await asked.ownerNow()).toBe(asked.desk.actor.accountId)
  }
})

it('putting it right takes nothing on: the form starts from nobody, and says still who had it', async () => {
  const { desk, site, path, owner, ownerNow } = await ownedAndLeft()
  const { body } = await site.get(desk, `${path}/edit`)
  expect(body).not.toContain(String(owner.actor.accountId))
  const day = { 'nextActionOn-day': '7', 'nextActionOn-month': '11', 'nextActionOn-year': '2025' }
  const right = { words: 'To see her sister', needs: 'learn_skills', owner: '', nextAction: 'Ring', ...day }
  expect((await site.post(desk, `${path}/edit`, right)).statusCode).toBe(303)
  expect(await ownerNow()).toBe(owner.actor.accountId)
  expect((await site.get(desk, path)).body).toContain('Test helpline, until someone takes it. Test coordinator has left')
})

it('that its person has died reaches the helpline', async () => {
  const { world, desk, site, person, path } = await ownedAndLeft()
  expect((await site.post(desk, `/people/${person.reference}/died`, {})).statusCode).toBe(303)
  const [one, ...more] = await told(world)
  expect([one?.name, more]).toEqual(['Test helpline', []])
  expect(one?.words).toContain(`the person of request ${path.slice('/requests/'.length)} has died`)
})

it('but of somebody kept apart the guardians hear, though whoever left was named as their worker', async () => {
  const { world, site, person, owner } = await ownedAndLeft()
  const [other, path] = [await world.as('coordinator', 'librarian'), `/people/${person.reference}`]
  await world.as('safeguarding')
  expect((await site.post(other, `${path}/keep-apart`, { why: 'A relative' })).statusCode).toBe(303)
  await world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('restricted_reader')
      .values({ alliance_id: world.allianceId, person_id: person.id, account_id: String(owner.actor.accountId) })
      .execute(),
  )
  expect((await site.post(other, `${path}/died`, {})).statusCode).toBe(303)
  expect((await told(world)).map(({ name, words }) => [name, /[PR]-\d/.test(words)])).toEqual([['Test safeguarding', false]])
})

const beganAndLeft = async () => {
  const world = await newWorld()
  const [gone, mine, other] = [await world.as('coordinator'), await world.as('helpline'), await world.as('helpline', 'lead')]
  const [site, id, person] = [await openSite(world), newId(), await aPerson(world, 'Ann Example')]
  const fields = { turn: '1', person: person.reference, notes: 'Her tablet is full' }
  expect((await site.post(gone, `/calls/drafts/${id}`, fields)).statusCode).toBe(200)
  return { world, gone, mine, other, site, id, person, fields, take: `/calls/drafts/${id}/take` }
}

it('a call that somebody began who has left is gone on with by one of those who stay, at its own person', async () => {
  const { world, gone, mine, other, site, id, person, fields, take } = await beganAndLeft()
  const desk = `/calls/new?draft=${id}&person=${person.reference}`
  expect((await site.get(mine, '/calls/unfinished')).body).not.toContain('Her tablet is full')
  expect((await site.post(mine, take, {})).statusCode).toBe(409)
  await leaves(world, gone)
  for (const page of ['/calls/unfinished', '/calls/new']) {
    const { body } = await site.get(mine, page)
    expect(body).toContain('Begun by Test coordinator, who has left')
    expect(body).toContain('Her tablet is full')
    expect(body).not.toContain(`draft=${id}`)
  }
  expect((await site.post(mine, `/calls/drafts/${id}`, fields)).statusCode).toBe(404)
  expect((await site.post(mine, `/calls/drafts/${id}/drop`, {})).statusCode).toBe(404)
  const taken = await site.post(mine, take, {})
  expect([taken.statusCode, taken.headers.location]).toEqual([303, `/${world.slug}${desk}`])
  const late = await site.post(other, take, {})
  expect([late.statusCode, late.body.includes('Test helpline goes on with this call now.')]).toEqual([409, true])
  expect((await site.get(other, '/calls/unfinished')).body).not.toContain('Her tablet is full')
  const { body } = await site.get(mine, desk)
  expect(body).toContain('Her tablet is full')
  expect(body).toContain('Ann Example')
  expect((await site.post(mine, `/calls/drafts/${id}/drop`, {})).statusCode).toBe(303)
  expect((await site.post(other, take, {})).body).toContain('This call is finished, or was thrown away.')
  expect((await site.post(mine, '/calls/drafts/nonsense/take', {})).statusCode).toBe(404)
  expect((await site.post(await world.as('lead'), take, {})).statusCode).toBe(403)
})

it('not by whoever may not see its person, and not from elsewhere', async () => {
  const { world, gone, mine, site, person, take } = await beganAndLeft()
  await leaves(world, gone)
  const elsewhere = await newWorld()
  expect((await (await openSite(elsewhere)).post(await elsewhere.as('helpline'), take, {})).statusCode).toBe(409)
  const apart = { reference: person.reference, why: 'A relative', readers: [], stops: [] }
  got(await restrictPerson(await world.as('safeguarding'), apart))
  expect((await site.get(mine, '/calls/unfinished')).body).not.toContain('Her tablet is full')
  expect((await site.post(mine, take, {})).statusCode).toBe(409)
})
