import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { bookDevice } from '../bookings/book-device'
import { aPlace, booking } from '../bookings/booking-trial'
import { lendBooking } from '../bookings/move-booking'
import { arriveDevice, transferDevice } from '../bookings/transfer-device'
import { aPerson, aReadyDevice, standing, value } from '../lending-trial'
import { holdAgain } from './hold-again'
import { lapseHolds } from './lapse-loan'
import { promiseLoan } from './promise-loan'

/** Put by for someone at the far library, whose days then ran out: its device is still at the near one. */
const lapsedElsewhere = async (world: World) => {
  const [near, far] = [await aPlace(world, 'Near library'), await aPlace(world, 'Far library')]
  const [device, person] = [await aReadyDevice(world, { placeId: near }), await aPerson(world)]
  const days = booking({ startsOn: '2025-11-07', endsOn: '2025-12-20', device: device.reference, place: far })
  const booked = value(await bookDevice(await world.as('librarian'), { ...days, person: person.reference }))
  const loan = value(await lendBooking(await world.at('2025-11-07T09:00:00Z').as('librarian'), { reference: booked.reference }))
  const later = world.at('2025-11-15T10:00:00Z')
  await lapseHolds(later.system)
  expect((await standing(world, loan)).loan.lapsed_at).not.toBeNull()
  return { ctx: await later.as('librarian'), loan, device: device.reference, near, far, person: person.reference }
}

const calendarOf = (world: World) =>
  world.db.transaction(world.system, (tx) => tx.selectFrom('device_claim').select(['source', 'starts_on', 'ends_on']).execute())

describe('a hold that lapsed, taken up again while its device is on the way', () => {
  it('there is the loan’s again: the days on the way are its own, and it is kept from the day it is due there', async () => {
    const world = await newWorld()
    const { ctx, loan, device, far, person } = await lapsedElsewhere(world)
    const site = await openSite(world)
    const says = async () => (await site.get(ctx, `/loans/${loan.reference}`)).body
    expect(await says()).toContain('It is still here.')
    value(await transferDevice(ctx, { device, place: far }))
    expect(await says()).toContain('It is on its way to Far library.')
    expect(await says()).not.toContain('It is still here')
    expect(await calendarOf(world)).toMatchObject([{ source: 'transfer' }])
    const [{ ends_on: due } = { ends_on: '' }] = await calendarOf(world)
    value(await holdAgain(ctx, loan))
    const { loan: kept, device: now } = await standing(world, loan)
    expect([kept.status, now.status]).toEqual(['promised', 'promised'])
    expect(kept.held_until && kept.held_until > due).toBe(true)
    // One promise for all of these days, and nobody else gets any of them
    expect(await calendarOf(world)).toMatchObject([{ source: 'loan' }])
    expect(await promiseLoan(ctx, { device, person })).toMatchObject({ code: 'already-lent' })
    value(await arriveDevice(ctx, { device }))
    expect((await standing(world, loan)).loan.status).toBe('promised')
  })

  it('to another place is said so, and nothing is written', async () => {
    const world = await newWorld()
    const { ctx, loan, device } = await lapsedElsewhere(world)
    value(await transferDevice(ctx, { device, place: await aPlace(world, 'Third library') }))
    expect(await holdAgain(ctx, loan)).toMatchObject({
      code: 'on-its-way',
      says: expect.stringContaining(`${device} is on its way to another place, until`),
    })
    expect(await standing(world, loan)).toMatchObject({ loan: { status: 'cancelled' }, device: { status: 'ready' } })
    expect(await calendarOf(world)).toMatchObject([{ source: 'transfer' }])
  })
})
