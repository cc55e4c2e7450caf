import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { aLoan, aPartner, aReadyDevice, collecting, standing, value } from '../lending-trial'
import { collectLoan } from '../loans/collect-loan'
import { extendLoan } from '../loans/extend-loan'
import { cancelLoan } from '../loans/lose-loan'
import { promiseLoan } from '../loans/promise-loan'
import { joinWaiting } from './join-waiting'
import { offerDevices } from './offer-device'
import { joins, offerOf, statusOf, wish } from './waiting-trial'

const keepApart = (world: World, { person }: { person: { id: string } }) =>
  world.db.transaction(world.system, (tx) =>
    tx
      .insertInto('restricted_person')
      .values({ alliance_id: world.allianceId, person_id: person.id, why: 'Test', since: new Date() })
      .execute(),
  )

const offered = async (world: World) => {
  const one = await joins(world, 'Ann Example')
  await aReadyDevice(world)
  await offerDevices(world.system)
  await keepApart(world, one)
  return { one, offer: (await offerOf(world, one)) ?? { reference: '', id: '' } }
}

describe('someone kept apart on the waiting list, to a librarian who may not see them', () => {
  it('has a device when it is handed over to them', async () => {
    const world = await newWorld()
    const { one, offer } = await offered(world)
    value(await collectLoan(await world.as('librarian'), { ...collecting(), reference: offer.reference }))
    expect(await statusOf(world, one)).toBe('done')
  })

  it('keeps their place when what was put by for them is called off', async () => {
    const world = await newWorld()
    const { one, offer } = await offered(world)
    value(await cancelLoan(await world.as('librarian'), { reference: offer.reference }))
    expect(await statusOf(world, one)).toBe('waiting')
  })

  it('is in the figures of the library board, which are the same for everyone and name nobody', async () => {
    const world = await newWorld()
    const bob = await joins(world, 'Bob Example')
    const figures = async () => {
      const { body } = await (await openSite(world)).get(await world.as('librarian'), '/library')
      return body.slice(body.indexOf('due back in the next'))
    }
    const before = await figures()
    expect(before).toContain('waiting-list')
    await keepApart(world, bob)
    expect(await figures()).toBe(before)
  })

  it('counts when someone else asks for more time', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    await keepApart(world, await joins(world, 'Bob Example'))
    const longer = { reference: loan.reference, dueOn: '2026-01-05' }
    expect(await extendLoan(await world.as('librarian'), longer)).toMatchObject({ code: 'someone-waits' })
  })
})

describe('what a place on the list and its loan must agree on', () => {
  it('nothing is handed over when the place is not where it should be', async () => {
    const world = await newWorld()
    const { one, offer } = await offered(world)
    await world.db.transaction(world.system, (tx) =>
      tx.updateTable('waiting').set({ status: 'done', ended_on: '2025-11-05' }).where('id', '=', one.id).execute(),
    )
    const ctx = await world.as('librarian')
    expect(await collectLoan(ctx, { ...collecting(), reference: offer.reference })).toMatchObject({ code: 'moved-on' })
    expect(await standing(world, offer)).toMatchObject({ loan: { status: 'promised' }, device: { status: 'promised' } })
  })

  it('whoever left the list has no place to move: what was put by is free again', async () => {
    const world = await newWorld()
    const { one, offer } = await offered(world)
    await world.db.transaction(world.system, (tx) =>
      tx.updateTable('waiting').set({ status: 'left', ended_on: '2025-11-05' }).where('id', '=', one.id).execute(),
    )
    value(await cancelLoan(await world.as('librarian'), { reference: offer.reference }))
    expect(await standing(world, offer)).toMatchObject({ device: { status: 'ready' } })
  })

  it('a partner that waits counts against another partner’s more time, and not against its own', async () => {
    const world = await newWorld()
    const ctx = await world.as('librarian')
    const [has, waits] = [await aPartner(world), await aPartner(world, 'Oak House')]
    const device = await aReadyDevice(world)
    const loan = value(await promiseLoan(ctx, { device: device.reference, partner: has }))
    value(await collectLoan(ctx, { ...collecting(), reference: loan.reference }))
    value(await joinWaiting(await world.as('helpline'), { ...wish(), partner: has }))
    const longer = (dueOn: string) => extendLoan(ctx, { reference: loan.reference, dueOn })
    value(await longer('2026-01-05'))
    value(await joinWaiting(await world.as('helpline'), { ...wish(), partner: waits }))
    expect(await longer('2026-01-20')).toMatchObject({ code: 'someone-waits' })
  })
})
