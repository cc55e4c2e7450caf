import { expect, it } from 'vitest'
import { closeAccount } from '#modules/accounts'
import { personForm, recordPerson } from '#modules/people'
import type { Ctx } from '#platform/command'
import { got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { putOnDuty } from './on-duty'
import { recordRequest } from './record-request'

/** As a form leaves it: new, and taken by nobody. */
const newRequest = async (ctx: Ctx) => {
  const person = got(await recordPerson(ctx, personForm.parse({ name: 'Ann', safeContact: '' })))
  const asked = {
    words: 'To see photos',
    needs: ['learn_skills' as const],
    barriers: [],
    nextAction: 'Ring',
    nextActionOn: '2025-11-06',
  }
  return got(await recordRequest(ctx, { ...asked, personId: person.id, source: 'desk' }))
}

const idOf = (ctx: Ctx): string => String(ctx.actor.accountId)

const dutyNow = (world: World) =>
  world.db.transaction(world.system, (tx) => tx.selectFrom('duty_worker').select(['account_id', 'since']).execute())

const toldTo = (world: World, who: Ctx) =>
  world.db.transaction(world.system, (tx) =>
    tx.selectFrom('staff_notice').select(['words', 'path']).where('account_id', '=', idOf(who)).execute(),
  )

/** The word of somebody in a list or on a page, without its markup. */
const read = (body: string): string => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

const openDesk = async () => {
  const world = await newWorld()
  const [desk, coordinator] = [await world.as('helpline'), await world.as('coordinator')]
  const request = await newRequest(desk)
  return { world, desk, coordinator, request, site: await openSite(world) }
}

const WAITS = (name: string): string => `${name}, until someone takes it`

it('what nobody has taken is a coordinator’s to look after, before anyone is chosen', async () => {
  const { site, desk, request } = await openDesk()
  expect(read((await site.get(desk, '/requests')).body)).toContain(WAITS('Test coordinator'))
  expect(read((await site.get(desk, `/requests/${request.reference}`)).body)).toContain(WAITS('Test coordinator'))
  expect((await site.get(desk, '/requests/duty')).body).toMatch(/<option value="[^"]+" selected>Test coordinator/)
})

it('whoever is put on duty looks after it, on every list and on its page, and is told', async () => {
  const { world, site, desk, coordinator, request } = await openDesk()
  const sent = await site.post(coordinator, '/requests/duty', { account: idOf(desk) })
  expect([sent.statusCode, sent.headers.location]).toEqual([303, expect.stringMatching(/\/requests$/)])
  for (const path of ['/requests', '/requests?owner=nobody', `/requests/${request.reference}`])
    expect(read((await site.get(coordinator, path)).body)).toContain(WAITS('Test helpline'))
  const late = world.at('2025-11-09T10:00:00Z')
  expect(read((await (await openSite(late)).get(await late.as('helpline'), '/requests/forgotten')).body)).toContain(
    'Test helpline',
  )
  expect(await toldTo(world, desk)).toEqual([{ words: expect.stringContaining('new requests'), path: '/requests?owner=nobody' }])
  expect((await site.get(coordinator, `/requests?format=csv`)).body).toContain(WAITS('Test helpline'))
})

it('it is taken by no one meanwhile: anyone takes it, and has it then', async () => {
  const { site, desk, coordinator, request } = await openDesk()
  expect((await site.get(desk, '/requests?owner=me')).body).not.toContain(request.reference)
  expect((await site.post(desk, `/requests/${request.reference}/take`, { seenOwner: '' })).statusCode).toBe(303)
  const page = read((await site.get(coordinator, `/requests/${request.reference}`)).body)
  expect(page).toContain('Who has it Test helpline')
  expect(page).not.toContain('until someone takes it')
})

it('whoever puts themselves on duty is not told so; said twice, it is one row', async () => {
  const { world, desk } = await openDesk()
  got(await putOnDuty(desk, { account: idOf(desk) }))
  got(await putOnDuty(desk, { account: idOf(desk) }))
  expect(await toldTo(world, desk)).toEqual([])
  expect(await dutyNow(world)).toEqual([{ account_id: idOf(desk), since: desk.clock.now() }])
})

it('when whoever is on duty leaves, another of the desk looks after it', async () => {
  const { world, site, desk, coordinator, request } = await openDesk()
  got(await putOnDuty(desk, { account: idOf(coordinator) }))
  got(await closeAccount(await world.as('admin'), { account: idOf(coordinator) }))
  expect(read((await site.get(desk, `/requests/${request.reference}`)).body)).toContain(WAITS('Test helpline'))
})

it('is not given to somebody who does not work at the desk, of another alliance, or to nobody', async () => {
  const { world, site, desk } = await openDesk()
  const librarian = await world.as('librarian')
  const stranger = await (await newWorld()).as('helpline')
  for (const account of [idOf(librarian), idOf(stranger)])
    expect(await putOnDuty(desk, { account })).toMatchObject({ code: 'no-owner', field: 'account' })
  for (const account of ['', 'somebody']) {
    const answer = await site.post(desk, '/requests/duty', { account })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Choose who looks after new requests')
  }
  expect(await dutyNow(world)).toEqual([])
})

it('of two who choose at once the second is shown that it has changed', async () => {
  const { world, site, desk, coordinator } = await openDesk()
  const seen = /name="seen" value="([^"]*)"/.exec((await site.get(desk, '/requests/duty')).body)?.[1] ?? ''
  expect(seen).not.toBe('')
  got(await putOnDuty(coordinator, { account: idOf(desk) }))
  const answer = await site.post(desk, '/requests/duty', { account: idOf(coordinator), seen })
  expect(answer.statusCode).toBe(409)
  expect(answer.body).toContain('Someone changed this while you were typing')
  expect(await dutyNow(world)).toMatchObject([{ account_id: idOf(desk) }])
})

it('roles that do not work at the desk may not choose', async () => {
  const { world, site, desk } = await openDesk()
  for (const role of ['librarian', 'lead', 'partner', 'champion', 'admin'] as const) {
    const ctx = await world.as(role)
    expect((await site.get(ctx, '/requests/duty')).statusCode).toBe(403)
    expect((await site.post(ctx, '/requests/duty', { account: idOf(desk) })).statusCode).toBe(403)
  }
})
