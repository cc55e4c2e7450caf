import { describe, expect, it } from 'vitest'
import { deviceForm, recordDevice, recordWipe, wipeForm } from '#modules/devices'
import { personForm, recordPerson } from '#modules/people'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { recordDistribution } from './record-distribution'

const gift = { what: 'data', scheme: 'National Databank', givenOn: '2025-11-05', notes: '' } as const

const aPerson = async (world: World) => {
  const made = await recordPerson(await world.as('helpline'), personForm.parse({ name: 'Ann Example' }))
  if (!made.ok) throw new Error(made.says)
  return made.value
}

const aPartner = async (world: World): Promise<string> => {
  const id = newId()
  await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx
      .insertInto('partner')
      .values({ alliance_id: world.allianceId, id, name: 'Fir Tree House', sector: 'voluntary', joined_on: '2020-01-01' })
      .execute(),
  )
  return id
}

const aDevice = async (world: World, passed: 'yes' | 'no') => {
  const ctx = await world.as('librarian')
  const device = await recordDevice(ctx, deviceForm.parse({ kind: 'phone' }))
  if (!device.ok) throw new Error(device.says)
  const { reference } = device.value
  const wiped = await recordWipe(ctx, { ...wipeForm.parse({ method: 'overwrite', passed, doneBy: 'Sam' }), reference })
  if (!wiped.ok) throw new Error(wiped.says)
  return device.value
}

const all = (world: World) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    gifts: await tx.selectFrom('distribution').selectAll().execute(),
    events: await tx.selectFrom('event').selectAll().where('action', '=', 'distribution.record').execute(),
    devices: await tx.selectFrom('device').select(['reference', 'status']).execute(),
  }))

describe('recording a gift', () => {
  it('of data to a person, on their page and in the list', async () => {
    const world = await newWorld()
    const [person, ctx] = [await aPerson(world), await world.as('librarian')]
    expect(await recordDistribution(ctx, { ...gift, person: person.reference })).toMatchObject({ ok: true })
    const { gifts, events } = await all(world)
    expect(gifts).toMatchObject([{ what: 'data', quantity: 1, person_id: person.id, scheme: 'National Databank' }])
    expect(events).toMatchObject([{ person_id: person.id, about_id: gifts[0]?.id }])
    const site = await openSite(world)
    expect((await site.get(ctx, `/people/${person.reference}`)).body).toContain('Given a data package (National Databank)')
    expect((await site.get(ctx, '/gifts')).body).toContain('Ann Example')
    const lead = await site.get(await world.as('lead'), '/gifts')
    expect(lead.body).toContain('A person')
    expect(lead.body).not.toContain('Ann Example')
  })

  it('of a device of ours only once it is wiped; it then leaves the stock, once', async () => {
    const world = await newWorld()
    const [person, ctx] = [await aPerson(world), await world.as('librarian')]
    const [dirty, clean] = [await aDevice(world, 'no'), await aDevice(world, 'yes')]
    const give = (device: string) => recordDistribution(ctx, { ...gift, what: 'device', person: person.reference, device })
    expect(await give(dirty.reference)).toMatchObject({ code: 'not-ready', field: 'device' })
    const answers = await Promise.all(Array.from({ length: 8 }, () => give(clean.reference)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const { gifts, devices } = await all(world)
    expect(gifts).toHaveLength(1)
    expect(devices).toEqual(
      expect.arrayContaining([
        { reference: clean.reference, status: 'given' },
        { reference: dirty.reference, status: 'to_wipe' },
      ]),
    )
    const page = await (await openSite(world)).get(ctx, `/devices/${clean.reference}`)
    expect(page.body).toContain(`Given phone ${clean.reference}`)
  })

  it('in bulk to a partner, by the form', async () => {
    const world = await newWorld()
    const [partner, ctx, site] = [await aPartner(world), await world.as('librarian'), await openSite(world)]
    const fields = { partner, what: 'device', 'givenOn-day': '5', 'givenOn-month': '11', 'givenOn-year': '2025' }
    const bad = await site.post(ctx, '/gifts/new', { ...fields, quantity: 'lots', scheme: 'Care homes' })
    expect(bad.statusCode).toBe(422)
    expect(bad.body).toContain('href="#quantity"')
    expect(bad.body).toContain('Care homes')
    expect((await site.post(ctx, '/gifts/new', { ...fields, quantity: '100', scheme: 'Care homes' })).statusCode).toBe(303)
    expect((await all(world)).gifts).toMatchObject([{ quantity: 100, partner_id: partner, what: 'device' }])
  })

  it('not for a day to come, not to someone unknown, not from the other alliance, and not by a helpline worker', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const ctx = await world.as('librarian')
    const [person, stranger] = [await aPerson(world), await aPerson(other)]
    const [theirDevice, theirPartner] = [await aDevice(other, 'yes'), await aPartner(other)]
    const give = (more: object) => recordDistribution(ctx, { ...gift, person: person.reference, ...more })
    expect(await give({ givenOn: '2025-11-06' })).toMatchObject({ code: 'not-yet', field: 'givenOn' })
    expect(await give({ person: stranger.reference })).toMatchObject({ code: 'not-found' })
    expect(await give({ person: undefined, partner: theirPartner })).toMatchObject({ code: 'not-found' })
    expect(await give({ what: 'device', device: theirDevice.reference })).toMatchObject({ code: 'not-ready' })
    expect(await recordDistribution(await world.as('helpline'), { ...gift, person: person.reference })).toMatchObject({
      code: 'forbidden',
    })
    expect((await all(world)).gifts).toEqual([])
  })
})
