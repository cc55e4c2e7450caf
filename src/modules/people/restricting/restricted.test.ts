import { describe, expect, it } from 'vitest'
import { aPerson, aRequest, eventsOf, got } from '#test/helping'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { findPeople } from '../finding/find-people'
import { breakGlass } from './break-glass'
import { liftRestriction, restrictPerson } from './restrict-person'

const WHY = 'Fled from someone who asks around'

const keptApart = async () => {
  const world = await newWorld()
  const request = await aRequest(world, 'Hidden Quillbrook', { phones: '07700 900123' })
  const [coordinator, helpline, data] = [await world.as('coordinator'), await world.as('helpline'), await world.as('data_lead')]
  got(await restrictPerson(coordinator, { reference: request.person.reference, why: WHY, readers: [], stops: [] }))
  return { world, person: request.person, request, coordinator, helpline, data, path: `/people/${request.person.reference}` }
}

const found = (world: World, ctx: Awaited<ReturnType<World['as']>>) =>
  world.db.transaction(ctx, (tx) => findPeople(tx, world.allianceId, 'Hidden'))

const readings = async (world: World) => (await eventsOf(world)).filter(({ action }) => action === 'person.read-restricted')

describe('someone whose record is kept apart', () => {
  it('is nobody to others: not found, not listed, not opened, nor is what is theirs', async () => {
    const { world, helpline, request, path } = await keptApart()
    const site = await openSite(world)
    expect(await found(world, helpline)).toEqual([])
    for (const address of [path, `/requests/${request.reference}`, `/calls/new?person=${request.person.reference}`])
      expect((await site.get(helpline, address)).statusCode, address).toBe(404)
    for (const address of ['/people', '/people?format=csv', '/requests', '/requests?format=csv', '/find?q=Hidden'])
      expect((await site.get(helpline, address)).body, address).not.toContain('Quillbrook')
    expect(await readings(world)).toEqual([])
  })

  it('shows to the data lead, the safeguarding lead and whoever kept it apart, and each reading is an event', async () => {
    const { world, data, coordinator, path } = await keptApart()
    const site = await openSite(world)
    for (const ctx of [data, coordinator, await world.as('safeguarding')]) {
      const page = await site.get(ctx, path)
      expect(page.body).toContain('Kept apart')
      expect(page.body).toContain(WHY)
    }
    expect(await found(world, data)).toHaveLength(1)
    expect(await readings(world)).toHaveLength(3)
  })

  it('a worker who is named sees them; one who is not does not', async () => {
    const { world, helpline, coordinator, person, path } = await keptApart()
    const readers = [String(helpline.actor.accountId)]
    got(await restrictPerson(coordinator, { reference: person.reference, why: WHY, readers, stops: [] }))
    const site = await openSite(world)
    expect((await site.get(helpline, path)).statusCode).toBe(200)
    expect((await site.get(await world.as('librarian'), path)).statusCode).toBe(404)
  })

  it('stands as a number in totals alone', async () => {
    const { world, helpline } = await keptApart()
    const count = (scope: object) =>
      world.db.transaction(
        { ...helpline, ...scope, readOnly: true },
        async (tx) => (await tx.selectFrom('request').select('id').execute()).length,
      )
    expect([await count({}), await count({ totals: true })]).toEqual([0, 1])
  })

  it('nobody’s eyes see nobody kept apart; the system’s see all', async () => {
    const { world } = await keptApart()
    const names = (scope: object) =>
      world.db.transaction(
        { allianceId: world.allianceId, ...scope },
        async (tx) => (await tx.selectFrom('person').select('name').execute()).length,
      )
    expect([await names({}), await names(world.public), await names(world.system)]).toEqual([0, 0, 1])
  })

  it('is like everyone again once that is lifted, by those who may', async () => {
    const { world, helpline, coordinator, data, person, path } = await keptApart()
    expect(await liftRestriction(coordinator, person)).toMatchObject({ code: 'forbidden' })
    got(await liftRestriction(data, person))
    expect(await liftRestriction(data, person)).toMatchObject({ code: 'moved-on' })
    expect((await (await openSite(world)).get(helpline, path)).statusCode).toBe(200)
  })

  it('may not be kept apart by a helpline worker, nor from the other alliance', async () => {
    const { helpline, person } = await keptApart()
    const input = { reference: person.reference, why: WHY, readers: [], stops: [] }
    expect(await restrictPerson(helpline, input)).toMatchObject({ code: 'forbidden' })
    expect(await restrictPerson(await (await newWorld()).as('coordinator'), input)).toMatchObject({ code: 'not-found' })
  })
})

describe('breaking the glass', () => {
  const noticesOf = (world: World) =>
    world.db.transaction(world.system, (tx) => tx.selectFrom('staff_notice').select(['words', 'path']).execute())

  it.each(['P-', '07700900123', 'Hidden Quillbrook'])(
    'opens one record for an hour by %s, with a reason, and the data lead is told',
    async (who) => {
      const { world, helpline, person, path } = await keptApart()
      const asked = who === 'P-' ? person.reference : who
      expect(got(await breakGlass(helpline, { who: asked, why: 'She is on the line' }))).toEqual({ reference: person.reference })
      expect(await noticesOf(world)).toMatchObject([{ path }])
      expect((await (await openSite(world)).get(helpline, path)).body).toContain('Quillbrook')
      const later = world.at('2025-11-05T11:00:01Z')
      expect((await (await openSite(later)).get(await later.as('helpline'), path)).statusCode).toBe(404)
    },
  )

  it('the reason is for the data lead to read, and not in the journal', async () => {
    const { world, helpline, data, person, path } = await keptApart()
    got(await breakGlass(helpline, { who: person.reference, why: 'She is on the line' }))
    expect((await (await openSite(world)).get(data, path)).body).toContain('She is on the line')
    expect(JSON.stringify(await eventsOf(world))).not.toContain('on the line')
  })

  it('asking for someone who is not kept apart, or for several, opens nothing, and is written down', async () => {
    const { world, helpline } = await keptApart()
    await aPerson(world, 'Open Quillbrook')
    for (const who of ['Open Quillbrook', 'Nobody Atall'])
      expect(got(await breakGlass(helpline, { who, why: 'To see' }))).toEqual({ reference: null })
    const asked = (await eventsOf(world)).filter(({ action }) => action === 'person.break-glass')
    expect(asked.map(({ detail }) => detail)).toEqual([{ found: false }, { found: false }])
    expect(await noticesOf(world)).toEqual([])
  })

  it('with no data lead named the programme lead is told; a librarian may not ask', async () => {
    const world = await newWorld()
    const person = await aPerson(world, 'Hidden Quillbrook')
    await world.as('lead')
    got(await restrictPerson(await world.as('coordinator'), { reference: person.reference, why: WHY, readers: [], stops: [] }))
    got(await breakGlass(await world.as('helpline'), { who: person.reference, why: 'Now' }))
    expect(await noticesOf(world)).toHaveLength(1)
    expect(await breakGlass(await world.as('librarian'), { who: person.reference, why: 'Now' })).toMatchObject({
      code: 'forbidden',
    })
  })
})
