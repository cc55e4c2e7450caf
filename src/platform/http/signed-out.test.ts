import { expect, it } from 'vitest'
import { recordRequest } from '#modules/helpline'
import { personForm, recordPerson } from '#modules/people'
import { newId } from '#platform/ids'
import { readForms } from '#test/forms'
import { got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'

const TYPED = { name: 'Ann <Example>', notes: 'Two lines\nof it', needs: ['data', 'task'], next: 'other', nextOn: '2025-11-06' }

const callsIn = (world: Awaited<ReturnType<typeof newWorld>>) =>
  world.db.transaction(world.system, (tx) => tx.selectFrom('call').select(['id', 'notes']).execute())

it('what somebody typed whose sign-in had ended is kept, to be sent again once they are back, and is then done once', async () => {
  const world = await newWorld()
  const site = await openSite(world)
  const submission = newId()
  const out = await site.post(world.public, '/calls/new?draft=x', { ...TYPED, submission })
  expect([out.statusCode, out.headers['cache-control']]).toEqual([401, 'no-store'])
  expect(out.body).toContain('You are signed out')
  expect(out.body).toContain('sign in as yourself')
  expect(out.body).toContain('whoever is signed in then')
  expect(out.body).not.toContain('Ann <Example>')
  expect(await callsIn(world)).toEqual([])
  const [form] = readForms(out.body, '').filter(({ action }) => action.includes('/calls/new'))
  expect(form?.action).toBe(`/${world.slug}/calls/new?draft=x`)
  const kept: Record<string, string[]> = {}
  for (const { name, value } of form?.controls ?? []) kept[name] = [...(kept[name] ?? []), value]
  expect(kept).toMatchObject({ notes: ['Two lines\nof it'], needs: ['data', 'task'], submission: [submission] })
  const desk = await world.as('helpline')
  for (let press = 0; press < 2; press += 1) expect((await site.post(desk, '/calls/new', kept)).statusCode).toBe(303)
  expect(await callsIn(world)).toMatchObject([{ notes: 'Two lines\nof it' }])
})

it('a button, with nothing typed, leads to signing in; a role that may not is refused as ever', async () => {
  const world = await newWorld()
  const site = await openSite(world)
  const pressed = await site.post(world.public, '/call-backs/next', {})
  expect([pressed.statusCode, pressed.headers.location]).toEqual([303, expect.stringContaining('/sign-in?next=')])
  expect((await site.post(await world.as('refurbisher'), '/calls/new', TYPED)).statusCode).toBe(403)
})

it('nor has anyone typed what a button sends by itself: whose the request was on that page', async () => {
  const world = await newWorld()
  const [site, desk] = [await openSite(world), await world.as('helpline')]
  const person = got(await recordPerson(desk, personForm.parse({ name: 'Ann Example' })))
  const asked = { words: '', needs: ['data' as const], barriers: [], source: 'desk' as const, ownerId: desk.actor.accountId }
  const step = { nextAction: 'Ring them back', nextActionOn: '2025-11-06' }
  const { reference } = got(await recordRequest(desk, { ...asked, ...step, personId: person.id }))
  const page = (await site.get(await world.as('coordinator'), `/requests/${reference}`)).body
  const take = readForms(page, '').find(({ action }) => action.endsWith('/take'))
  const fields = Object.fromEntries((take?.controls ?? []).map(({ name, value }) => [name, value]))
  expect(fields.seenOwner).toBe(desk.actor.accountId)
  const pressed = await site.post(world.public, `/requests/${reference}/take`, fields)
  expect([pressed.statusCode, pressed.headers.location]).toEqual([303, expect.stringContaining('/sign-in?next=')])
})
