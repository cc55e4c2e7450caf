import { describe, expect, it } from 'vitest'
import { closedDaysForm, closePlace } from '#modules/partners'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { aPerson, aReadyDevice, standing, value } from '../lending-trial'
import { holdAgain } from '../loans/hold-again'
import { lapseLoan } from '../loans/lapse-loan'
import { promiseLoan } from '../loans/promise-loan'
import { bookDevice } from './book-device'
import { aPlace, booking } from './booking-trial'
import { lookAfterBookings } from './look-after-bookings'
import { lastToCome, readPlace } from './place-hours'

/** A library that is closed from 10 to 13 November, open again on the 14th. */
const closedLibrary = async (world: World) => {
  const place = await aPlace(world, 'The Hub')
  value(await closePlace(await world.as('librarian'), { place, ...days('2025-11-10', '2025-11-14') }))
  return place
}
const days = (startsOn: string, endsOn: string) => closedDaysForm.parse({ startsOn, endsOn, why: 'Stocktake' })

const heldAt = async (world: World, place: string) => {
  const [person, device] = [await aPerson(world), await aReadyDevice(world, { placeId: place })]
  return value(await promiseLoan(await world.as('librarian'), { device: device.reference, person: person.reference }))
}
const heldUntil = async (world: World, loan: { id: string }) => (await standing(world, loan)).loan.held_until

describe('a place’s closed days', () => {
  it('are no days to collect or bring back on, up to the day it opens again', async () => {
    const world = await newWorld()
    const place = await closedLibrary(world)
    const [person] = [await aPerson(world), await aReadyDevice(world, { placeId: place })]
    const book = async (startsOn: string, endsOn: string) =>
      bookDevice(await world.as('librarian'), { ...booking({ startsOn, endsOn, place }), person: person.reference })
    expect(await book('2025-11-13', '2025-11-20')).toMatchObject({
      ...{ code: 'closed', field: 'startsOn' },
      says: 'The Hub is closed on Thursday 13 November (Stocktake). Choose another day',
    })
    expect(await book('2025-11-07', '2025-11-10')).toMatchObject({ code: 'closed', field: 'endsOn' })
    value(await book('2025-11-14', '2025-11-20'))
  })

  it('do not count as days a device is kept, and none of them is the last', async () => {
    const world = await newWorld()
    const place = await closedLibrary(world)
    // Seven days from Wednesday 5 November would be the 12th; four of the days between it is closed
    const loan = await heldAt(world, place)
    expect(await heldUntil(world, loan)).toBe('2025-11-16')
    const later = world.at('2025-11-07T10:00:00Z')
    value(await holdAgain(await later.as('librarian'), { reference: loan.reference }))
    expect(await heldUntil(world, loan)).toBe('2025-11-18')
    expect(await heldUntil(world, await heldAt(world, await aPlace(world, 'Open all days')))).toBe('2025-11-12')
    const read = await world.db.transaction(world.system, (tx) => readPlace(tx, world.allianceId, place))
    expect(lastToCome(read, '2025-11-06', 4)).toBe('2025-11-14')
    expect(lastToCome(undefined, '2025-11-06', 4)).toBe('2025-11-10')
  })

  it('written down after a device was put by keep it until the place is open again', async () => {
    const world = await newWorld()
    const place = await aPlace(world, 'The Hub')
    const loan = await heldAt(world, place)
    value(await closePlace(await world.as('lead'), { place, ...days('2025-11-12', '2025-11-14') }))
    const lapse = (moment: string) => lapseLoan(world.at(moment).system, { reference: loan.reference })
    expect(await lapse('2025-11-14T01:30:00Z')).toMatchObject({ code: 'moved-on' })
    value(await lapse('2025-11-15T01:30:00Z'))
  })

  it('are none to collect on when one looks for when a device is free', async () => {
    const world = await newWorld()
    const place = await aPlace(world, 'The Hub')
    await aReadyDevice(world, { placeId: place })
    const page = async () => (await (await openSite(world)).get(await world.as('helpline'), `/availability?place=${place}`)).body
    expect(await page()).toContain('A device is free now')
    // A week counts from its first open day
    value(await closePlace(await world.as('lead'), { place, ...days('2025-11-05', '2025-11-07') }))
    expect(await page()).toContain('The next device is free from 7 November 2025')
    value(await closePlace(await world.as('lead'), { place, ...days('2025-11-07', '2025-11-12') }))
    expect(await page()).toContain('The Hub is closed on Wednesday 5 November (Stocktake)')
    expect(await page()).toContain('The next device is free from 12 November 2025')
  })

  it('that fall on a day already booked are told to the library, once, and shown on the booking', async () => {
    const world = await newWorld()
    const place = await aPlace(world, 'The Hub')
    const [person] = [await aPerson(world), await aReadyDevice(world, { placeId: place })]
    const ctx = await world.as('librarian')
    const made = value(await bookDevice(ctx, { ...booking({ place }), person: person.reference }))
    value(await closePlace(ctx, { place, ...days('2025-12-15', '2025-12-16') }))
    for (let day = 0; day < 2; day++) await lookAfterBookings(world.system)
    const told = await world.db.transaction(world.system, (tx) => tx.selectFrom('staff_notice').selectAll().execute())
    expect(told.map(({ words }) => words)).toEqual([
      `The Hub is closed on 15 December 2025, a day of booking ${made.reference}. Please agree another day with them`,
    ])
    expect((await (await openSite(world)).get(ctx, `/bookings/${made.reference}`)).body).toContain('Please agree another day')
  })
})
