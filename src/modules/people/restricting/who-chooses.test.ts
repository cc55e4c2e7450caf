import { expect, it } from 'vitest'
import { aPerson, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { breakGlass } from './break-glass'
import { restrictPerson } from './restrict-person'

const WHY = 'Fled from someone who asks around'

const keptApart = async () => {
  const world = await newWorld()
  const person = await aPerson(world, 'Hidden Quillbrook')
  const [coordinator, helpline, data] = [await world.as('coordinator'), await world.as('helpline'), await world.as('data_lead')]
  got(await restrictPerson(coordinator, { reference: person.reference, why: WHY, readers: [], stops: [] }))
  return { world, person, coordinator, helpline, data, path: `/people/${person.reference}` }
}

const named = async (world: World) =>
  (
    await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('restricted_reader').select('account_id').where('until', 'is', null).execute(),
    )
  ).map(({ account_id }) => account_id)

const seenIn = (body: string): string => /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? ''

it('an hour does not become for ever: through it nobody chooses who may see the record', async () => {
  const { world, person, coordinator, path } = await keptApart()
  const glass = await world.as('coordinator', 'helpline')
  got(await breakGlass(glass, { who: person.reference, why: 'On the line' }))
  const site = await openSite(world)
  expect((await site.get(glass, path)).body).not.toContain('keep-apart')
  const page = await site.get(glass, `${path}/keep-apart`)
  expect([page.statusCode, page.body.includes('You opened this record for an hour')]).toEqual([403, true])
  const readers = [String(glass.actor.accountId)]
  expect((await site.post(glass, `${path}/keep-apart`, { why: WHY, readers })).statusCode).toBe(403)
  expect(await restrictPerson(glass, { reference: person.reference, why: WHY, readers, stops: [] })).toMatchObject({
    code: 'forbidden',
  })
  expect(await named(world)).toEqual([coordinator.actor.accountId])
  expect((await site.get(coordinator, path)).body).toContain('keep-apart')
  got(await restrictPerson(coordinator, { reference: person.reference, why: WHY, readers, stops: [] }))
  expect(await named(world)).toEqual(readers)
})

it('a page that was open meanwhile brings back nobody who was unticked since', async () => {
  const { world, helpline, coordinator, data, path } = await keptApart()
  const site = await openSite(world)
  const [theirs, own] = [String(helpline.actor.accountId), String(coordinator.actor.accountId)]
  await site.post(data, `${path}/keep-apart`, { why: WHY, readers: [theirs, own] })
  const seen = seenIn((await site.get(coordinator, `${path}/keep-apart`)).body)
  expect((await site.post(data, `${path}/keep-apart`, { why: WHY, readers: [own] })).statusCode).toBe(303)
  const stale = await site.post(coordinator, `${path}/keep-apart`, { why: 'They moved', readers: [theirs, own], seen })
  expect([stale.statusCode, stale.body.includes('They moved'), stale.body.includes('It now says')]).toEqual([409, true, false])
  expect(await named(world)).toEqual([own])
  const again = { why: 'They moved', readers: [own], seen: seenIn(stale.body) }
  expect((await site.post(coordinator, `${path}/keep-apart`, again)).statusCode).toBe(303)
})
