import { describe, expect, it } from 'vitest'
import { aChampion, aPerson, aRequest, eventsOf, got } from '#test/helping'
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

const referenceOf = async (world: World, id: string) =>
  (
    await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('person').select('reference').where('id', '=', id).executeTakeFirstOrThrow(),
    )
  ).reference

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

  it('asked again, the page shows who may see them and why; whoever is unticked sees them no more, nor does a lead who saves become a reader', async () => {
    const { world, helpline, coordinator, data, person, path } = await keptApart()
    const site = await openSite(world)
    const [theirs, other] = [String(helpline.actor.accountId), String((await world.as('librarian')).actor.accountId)]
    const ids = [theirs, other, String(coordinator.actor.accountId)]
    expect((await site.post(data, `${path}/keep-apart`, { why: WHY, readers: ids })).statusCode).toBe(303)
    const ticked = (body: string) => ids.filter((id) => new RegExp(`value="${id}"[^>]* checked`).test(body))
    const opened = (await site.get(data, `${path}/keep-apart`)).body
    expect(opened).toContain('Who may see this record')
    expect(opened).toContain(WHY)
    expect(ticked(opened)).toEqual(ids)
    expect((await site.get(helpline, path)).statusCode).toBe(200)

    expect((await site.post(data, `${path}/keep-apart`, { why: 'Moved on', readers: ids.slice(1) })).statusCode).toBe(303)
    expect(ticked((await site.get(data, `${path}/keep-apart`)).body)).toEqual(ids.slice(1))
    for (const address of [path, `${path}/keep-apart`, `/calls/new?person=${person.reference}`])
      expect((await site.get(helpline, address)).statusCode, address).not.toBe(200)
    expect((await site.get(coordinator, path)).statusCode).toBe(200)
    expect((await site.get(data, path)).body).toContain('seen by Test coordinator, Test librarian.')
  })

  it('asked again, what goes on with others is not stopped anew, and a glass that is broken stays so for its hour', async () => {
    const { world, helpline, data, person, path } = await keptApart()
    got(await breakGlass(helpline, { who: person.reference, why: 'On the line' }))
    const stop = () => Promise.reject(new Error('stopped anew'))
    got(await restrictPerson(data, { reference: person.reference, why: WHY, readers: [], stops: [stop] }))
    expect((await (await openSite(world)).get(helpline, path)).statusCode).toBe(200)
  })

  it('a lead who keeps a record apart need not be named; their own sign-in always is', async () => {
    const { world, data } = await keptApart()
    const champion = await aChampion(world, 'Own Quillbrook')
    const { reference } = got(
      await restrictPerson(data, { reference: await referenceOf(world, champion.personId), why: WHY, readers: [], stops: [] }),
    )
    const named = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('restricted_reader').select('account_id').where('person_id', '=', champion.personId).execute(),
    )
    expect(named).toEqual([{ account_id: champion.ctx.actor.accountId }])
    expect((await (await openSite(world)).get(data, `/people/${reference}/keep-apart`)).body).not.toContain(
      'type="checkbox" checked',
    )
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

  it.each(['P-', '07700900123', '+44 7700 900 123', 'Hidden Quillbrook', 'quillbrook hidden'])(
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

  it.each([
    'H',
    'w',
    'Hidden',
    'Quillbrook',
    'hiden quilbrook',
    'Hidden Quill',
    '07700',
    '0770090012',
    'SK3 8NR',
    'SK3',
    'P-',
    'hidden@',
  ])('opens nothing by %s, which is no whole reference, number or name', async (who) => {
    const world = await newWorld()
    const facts = { phones: '07700 900123', postcode: 'SK3 8NR', email: 'hidden@example.org' }
    const { reference } = await aPerson(world, 'Hidden Quillbrook', facts)
    got(await restrictPerson(await world.as('coordinator'), { reference, why: WHY, readers: [], stops: [] }))
    expect(got(await breakGlass(await world.as('helpline'), { who, why: 'To see' }))).toEqual({ reference: null })
  })

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
