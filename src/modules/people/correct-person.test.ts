import { expect, it } from 'vitest'
import { aPerson, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { correctPerson } from './correct-person'
import { detailsForm } from './details'
import { findPeople } from './finding/find-people'
import { mergePeople } from './merging/merge-people'

const moved = { name: 'Ann Example', phones: '0161 496 0999', postcode: 'WN1 1AA', address: '9 New Road' }

const found = async (world: World, typed: string) =>
  (await world.db.transaction({ allianceId: world.allianceId }, (tx) => findPeople(tx, world.allianceId, typed))).length

it('puts details right, is found by the new and no longer by the old, and the journal says which, never what', async () => {
  const world = await newWorld()
  const person = await aPerson(world, 'Ann Example', { phones: '0161 496 0123', postcode: 'SK3 8NR' })
  const input = { ...detailsForm.parse(moved), reference: person.reference.toLowerCase() }
  got(await correctPerson(await world.as('helpline'), input))
  expect([await found(world, '0161 496 0999'), await found(world, '0161 496 0123'), await found(world, 'SK3 8NR')]).toEqual([
    1, 0, 0,
  ])
  const event = (await eventsOf(world)).find(({ action }) => action === 'person.correct')
  expect(event).toMatchObject({ person_id: person.id, detail: { changed: ['address', 'postcode', 'phone numbers'] } })
  const page = await (await openSite(world)).get(await world.as('helpline'), `/people/${person.reference}`)
  expect(page.body).toContain('Details put right: address, postcode, phone numbers')
})

it('a page left open on a record made one with another writes onto the one that stays, after showing what it says', async () => {
  const world = await newWorld()
  const [kept, merged] = [await aPerson(world, 'Ann Example'), await aPerson(world, 'Anne Example', { phones: '0161 496 0123' })]
  const [site, helpline] = [await openSite(world), await world.as('helpline')]
  const at = `/people/${merged.reference}/correct`
  const seen = /name="seen" value="([^"]*)"/.exec((await site.get(helpline, at)).body)?.[1]?.replaceAll('&quot;', '"') ?? ''
  const choices = { name: 'kept' } as const
  got(await mergePeople(await world.as('coordinator'), { kept: kept.reference, merged: merged.reference, choices, stops: [] }))
  const shown = await site.post(helpline, at, { ...moved, name: 'Anne Newname', seen })
  expect([shown.statusCode, shown.body.includes('Anne Newname')]).toEqual([409, true])
  got(await correctPerson(helpline, { ...detailsForm.parse({ ...moved, name: 'Anne Newname' }), reference: merged.reference }))
  const people = await world.db.transaction(world.system, (tx) => tx.selectFrom('person').select(['id', 'name']).execute())
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name
  expect([nameOf(kept.id), nameOf(merged.id)]).toEqual(['Anne Newname', 'Anne Example'])
  expect(await found(world, '0161 496 0999')).toBe(1)
})

it('not from the other alliance, not by a librarian, and a form without a name comes back with the rest kept', async () => {
  const [world, other] = [await newWorld(), await newWorld()]
  const person = await aPerson(world, 'Ann Example')
  const input = { ...detailsForm.parse(moved), reference: person.reference }
  expect(await correctPerson(await other.as('helpline'), input)).toMatchObject({ code: 'not-found' })
  expect(await correctPerson(await world.as('librarian'), input)).toMatchObject({ code: 'forbidden' })
  const site = await openSite(world)
  const page = await site.post(await world.as('helpline'), `/people/${person.reference}/correct`, { ...moved, name: '' })
  expect([page.statusCode, page.body.includes('9 New Road')]).toEqual([422, true])
  expect(await found(world, 'WN1 1AA')).toBe(0)
})
