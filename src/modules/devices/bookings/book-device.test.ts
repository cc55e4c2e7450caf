import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { bankHoliday } from '#platform/working-days'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aPerson, aReadyDevice, value } from '../lending-trial'
import { promiseLoan } from '../loans/promise-loan'
import { setStockRule, stockRuleForm } from '../stock/set-stock-rule'
import { bookDevice } from './book-device'
import { aPlace, booking, bookingBy, read } from './booking-trial'
import { lookAfterBookings } from './look-after-bookings'
import { cancelBooking } from './move-booking'
import { whyClosed } from './place-hours'
import { arriveDevice, transferDevice } from './transfer-device'

describe('booking ahead', () => {
  it('promises a device for some days, journalled on the device and the person', async () => {
    const world = await newWorld()
    const [device, person] = [await aReadyDevice(world), await aPerson(world)]
    const made = value(await bookDevice(await world.as('librarian'), { ...booking(), person: person.reference }))
    expect(made).toMatchObject({ device: device.reference })
    expect(await bookingBy(world, made.reference)).toMatchObject({ status: 'booked', lead_days: 0, turnaround_days: 2 })
    const links = await read(world, (tx) =>
      tx
        .selectFrom('event_link')
        .innerJoin('event', 'event.id', 'event_link.event_id')
        .select('subject_id')
        .where('action', '=', 'booking.make')
        .execute(),
    )
    expect(links.map(({ subject_id }) => subject_id)).toEqual(expect.arrayContaining([made.id, device.id, person.id]))
  })

  it('days are half open: the next booking may start when the last is back and made ready, not a day before', async () => {
    const world = await newWorld()
    const [device, person] = [await aReadyDevice(world), await aPerson(world)]
    const ctx = await world.as('librarian')
    const ask = (startsOn: string, endsOn: string) =>
      bookDevice(ctx, { ...booking({ startsOn, endsOn, device: device.reference }), person: person.reference })
    value(await ask('2025-12-01', '2025-12-15'))
    expect(await ask('2025-12-16', '2025-12-20')).toMatchObject({ code: 'not-free', field: 'device' })
    value(await ask('2025-12-17', '2025-12-20'))
    expect(await ask('2025-11-20', '2025-11-30')).toMatchObject({ code: 'not-free' })
    value(await ask('2025-11-20', '2025-11-29'))
  })

  it('20 people ask for one device for the same days at once: one gets it, nineteen get a clear answer', async () => {
    const world = await newWorld()
    const device = await aReadyDevice(world)
    const people = await Promise.all(Array.from({ length: 20 }, (_, at) => aPerson(world, `Person ${at}`)))
    const ctx = await world.as('helpline')
    const answers = await Promise.all(
      people.map(({ reference }) => bookDevice(ctx, { ...booking({ device: device.reference }), person: reference })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const says = answers.flatMap((answer) => (answer.ok ? [] : [answer.says]))
    expect(new Set(says)).toEqual(
      new Set([`${device.reference} is taken for some of these days, or not ready by then. Choose other days or another device`]),
    )
  })

  it('20 people ask for any of five devices: five get one each', async () => {
    const world = await newWorld()
    for (let at = 0; at < 5; at++) await aReadyDevice(world)
    const people = await Promise.all(Array.from({ length: 20 }, (_, at) => aPerson(world, `Person ${at}`)))
    const ctx = await world.as('helpline')
    const answers = await Promise.all(people.map(({ reference }) => bookDevice(ctx, { ...booking(), person: reference })))
    const got = answers.flatMap((answer) => (answer.ok ? [answer.value.device] : []))
    expect(new Set(got).size).toBe(5)
    expect(got).toHaveLength(5)
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ code: 'none-free', field: 'startsOn' })
  })

  it.each([
    ['a day that has gone', { startsOn: '2025-11-04' }, 'past', 'startsOn'],
    ['more than a year ahead', { startsOn: '2026-12-01', endsOn: '2026-12-05' }, 'too-far', 'startsOn'],
    ['longer than a loan', { endsOn: '2026-03-02' }, 'too-long', 'endsOn'],
    ['a place that is not ours', { place: newId() }, 'no-such-place', 'place'],
    ['something nobody lends for', { purpose: 'gold' }, 'no-such-purpose', 'purpose'],
    ['a tag of another alliance', { device: 'DK-9999' }, 'no-such-device', 'device'],
    ['a kind we do not have', { kind: 'dongle' }, 'none-free', 'startsOn'],
  ])('refuses %s', async (_name, more, code, field) => {
    const world = await newWorld()
    await aReadyDevice(world)
    const person = await aPerson(world)
    expect(await bookDevice(await world.as('librarian'), { ...booking(more), person: person.reference })).toMatchObject({
      code,
      field,
    })
  })

  it('refuses another alliance’s device and person', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    const [theirs, person] = [await aReadyDevice(other), await aPerson(world)]
    const ctx = await world.as('librarian')
    const asked = { ...booking({ device: theirs.reference }), person: person.reference }
    expect(await bookDevice(ctx, asked)).toMatchObject({ code: 'no-such-device' })
    expect(await bookDevice(ctx, { ...booking(), person: (await aPerson(other)).reference })).toMatchObject({ code: 'not-found' })
  })

  it('a due day before the start is named on its field, with what was typed kept', async () => {
    const world = await newWorld()
    const person = await aPerson(world)
    const site = await openSite(world)
    const page = await site.post(await world.as('librarian'), `/people/${person.reference}/book`, {
      ...{ kind: '', place: '', 'startsOn-day': '5', 'startsOn-month': '12', 'startsOn-year': '2025' },
      ...{ 'endsOn-day': '4', 'endsOn-month': '12', 'endsOn-year': '2025', notes: 'For <b>her</b>' },
    })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('The day it is due back must be after the day they collect it')
    expect(page.body).toContain('For &lt;b>her')
  })
})

describe('what the rules keep from being lent', () => {
  it('is not booked for a day on which it could not be lent, whatever the code does', async () => {
    const world = await newWorld()
    value(await setStockRule(await world.as('lead'), stockRuleForm.parse({ supportBlocks: 'yes', fewSims: '5' })))
    const [device, person] = [await aReadyDevice(world, { supportEndsOn: '2025-12-10' }), await aPerson(world)]
    const ctx = await world.as('librarian')
    const ask = (startsOn: string, more = {}) =>
      bookDevice(ctx, { ...booking({ startsOn, endsOn: '2025-12-20', ...more }), person: person.reference })
    expect(await ask('2025-12-11')).toMatchObject({ code: 'none-free' })
    expect(await ask('2025-12-11', { device: device.reference })).toMatchObject({ code: 'not-free' })
    const made = value(await ask('2025-12-10'))
    const later = world.db.transaction(world.system, (tx) =>
      tx.updateTable('booking').set({ starts_on: '2025-12-11' }).where('id', '=', made.id).execute(),
    )
    await expect(later).rejects.toMatchObject({ constraint: 'booking_rules_lend' })
  })
})

describe('who booked', () => {
  it('is told when a device is booked, and when nobody came for it', async () => {
    const world = await newWorld()
    const place = await aPlace(world, 'The Hub')
    const device = await aReadyDevice(world, { placeId: place })
    const person = await aPerson(world)
    value(await bookDevice(await world.as('librarian'), { ...booking({ place }), person: person.reference }))
    const told = () =>
      read(world, (tx) => tx.selectFrom('notice').select(['template', 'personalisation', 'status']).orderBy('id').execute())
    expect(await told()).toMatchObject([
      {
        template: 'device-booked',
        personalisation: { from: '1 December 2025', place: 'to collect at The Hub', due: '15 December 2025' },
      },
    ])
    await lookAfterBookings(world.at('2025-12-09T05:00:00Z').system)
    await lookAfterBookings(world.at('2025-12-09T05:00:00Z').system)
    expect(await told()).toMatchObject([{ status: 'cancelled' }, { template: 'device-booking-ended', status: 'waiting' }])
    expect(device.reference).toMatch(/^DK-/)
  })
})

describe('open and closed days', () => {
  it('knows the bank holidays of England', () => {
    expect(bankHoliday('2025-12-25')).toBe('Christmas Day')
    expect(bankHoliday('2026-04-06')).toBe('Easter Monday')
    expect(bankHoliday('2025-12-24')).toBeUndefined()
  })

  it('says why nobody can come', () => {
    const hours = [{ day: 'monday', opens: '09:00', closes: '17:00' }]
    const place = { name: 'The Hub', opening_hours: hours, closed_on: null, closures: [] }
    expect(whyClosed(place, '2025-12-01')).toBeNull()
    expect(whyClosed(place, '2025-12-02')).toBe('The Hub is closed on Tuesdays')
    expect(whyClosed({ ...place, closed_on: '2025-11-30' }, '2025-12-01')).toBe('The Hub has closed for good')
    expect(whyClosed({ ...place, opening_hours: [] }, '2025-12-02')).toBeNull()
  })

  it('refuses a day on which the place is closed, at either end', async () => {
    const world = await newWorld()
    await aReadyDevice(world)
    const person = await aPerson(world)
    const place = await aPlace(world, 'The Hub', [{ day: 'monday', opens: '09:00', closes: '17:00' }])
    const ctx = await world.as('librarian')
    const ask = (startsOn: string, endsOn: string) =>
      bookDevice(ctx, { ...booking({ startsOn, endsOn, place }), person: person.reference })
    expect(await ask('2025-12-02', '2025-12-15')).toMatchObject({ code: 'closed', field: 'startsOn' })
    expect(await ask('2025-12-01', '2025-12-16')).toMatchObject({ code: 'closed', field: 'endsOn' })
    value(await ask('2025-12-01', '2025-12-15'))
  })
})

describe('between places', () => {
  it('a booking somewhere else takes the days to bring it there', async () => {
    const world = await newWorld()
    const [here, there] = [await aPlace(world, 'Here'), await aPlace(world, 'There')]
    const device = await aReadyDevice(world, { placeId: here })
    const person = await aPerson(world)
    const ctx = await world.as('librarian')
    const ask = (place: string, startsOn: string, endsOn: string) =>
      bookDevice(ctx, { ...booking({ place, startsOn, endsOn, device: device.reference }), person: person.reference })
    value(await ask(here, '2025-12-01', '2025-12-10'))
    // Ready again on the 12th, and two days away
    expect(await ask(there, '2025-12-13', '2025-12-20')).toMatchObject({ code: 'not-free' })
    const made = value(await ask(there, '2025-12-15', '2025-12-20'))
    expect(await bookingBy(world, made.reference)).toMatchObject({ lead_days: 2 })
    // It is there now, so the next one there needs no bringing
    value(await ask(there, '2025-12-22', '2025-12-29'))
  })

  it('in the days kept for that it may be sent to where it is booked, and nowhere else; the library is asked to, once', async () => {
    const world = await newWorld()
    const [here, there, other] = [await aPlace(world, 'Here'), await aPlace(world, 'There'), await aPlace(world, 'Other')]
    const device = await aReadyDevice(world, { placeId: here })
    const person = await aPerson(world)
    const days = booking({ place: there, startsOn: '2025-12-15', endsOn: '2025-12-20', device: device.reference })
    const made = value(await bookDevice(await world.as('librarian'), { ...days, person: person.reference }))
    await lookAfterBookings(world.at('2025-12-12T05:00:00Z').system)
    const then = world.at('2025-12-13T05:00:00Z')
    await lookAfterBookings(then.system)
    await lookAfterBookings(then.system)
    expect(await read(world, (tx) => tx.selectFrom('staff_notice').select('words').execute())).toEqual([
      { words: expect.stringContaining(`Please send ${device.reference} to There`) },
    ])
    const ctx = await then.as('librarian')
    const send = (place: string, moment = ctx) => transferDevice(moment, { device: device.reference, place })
    expect(await send(other)).toMatchObject({ code: 'promised', field: 'place' })
    const late = await world.at('2025-12-14T05:00:00Z').as('librarian')
    expect(await send(there, late)).toMatchObject({ code: 'promised' })
    value(await send(there))
    const mine = () => read(world, (tx) => tx.selectFrom('device_claim').select('source').execute())
    expect(await mine()).toEqual([{ source: 'booking' }])
    value(await cancelBooking(ctx, { reference: made.reference }))
    // Called off, it is on its way all the same, and promised to nobody until it is there
    expect(await mine()).toEqual([{ source: 'transfer' }])
    value(await arriveDevice(ctx, { device: device.reference }))
    expect(await mine()).toEqual([])
  })

  it('a device on its way is promised to nobody, until it is there', async () => {
    const world = await newWorld()
    const there = await aPlace(world, 'There')
    const [device, person] = [await aReadyDevice(world), await aPerson(world)]
    const ctx = await world.as('librarian')
    value(await transferDevice(ctx, { device: device.reference, place: there }))
    expect(await transferDevice(ctx, { device: device.reference, place: there })).toMatchObject({ code: 'on-its-way' })
    const ask = () => promiseLoan(ctx, { device: device.reference, person: person.reference })
    expect(await ask()).toMatchObject({ code: 'on-its-way', says: expect.stringContaining('7 November 2025') })
    value(await arriveDevice(ctx, { device: device.reference }))
    expect(await arriveDevice(ctx, { device: device.reference })).toMatchObject({ code: 'moved-on' })
    value(await ask())
    expect(await transferDevice(ctx, { device: device.reference, place: there })).toMatchObject({ code: 'promised' })
    expect(await transferDevice(ctx, { device: 'DK-0000', place: there })).toMatchObject({ code: 'not-found' })
    expect(await transferDevice(ctx, { device: device.reference, place: newId() })).toMatchObject({ code: 'no-such-place' })
  })
})
