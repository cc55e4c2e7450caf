import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { aLoan, aPerson, aReadyDevice, collecting, standing, value } from '../lending-trial'
import { collectLoan } from '../loans/collect-loan'
import { extendLoan } from '../loans/extend-loan'
import { loseLoan } from '../loans/lose-loan'
import { promiseLoan } from '../loans/promise-loan'
import { freeByWeek, freeDevices } from './availability.queries'
import { bookDevice } from './book-device'
import { bookForm } from './booking'
import { lookAfterBookings } from './look-after-bookings'
import { cancelBooking, endBooking, lendBooking, moveBooking } from './move-booking'
import { bankHoliday, whyClosed } from './place-hours'
import { arriveDevice, transferDevice } from './transfer-device'

// Today is Wednesday 5 November 2025
const booking = (more: Record<string, unknown> = {}) =>
  bookForm.parse({ startsOn: '2025-12-01', endsOn: '2025-12-15', kind: '', place: '', purpose: '', notes: '', ...more })

const aPlace = async ({ db, allianceId }: World, name: string, hours: unknown[] = []) => {
  const id = newId()
  await db.transaction({ allianceId }, (tx) =>
    tx
      .insertInto('place')
      .values({ alliance_id: allianceId, id, name, kind: 'library', opening_hours: JSON.stringify(hours) })
      .execute(),
  )
  return id
}

const read = <T>(world: World, query: Parameters<typeof world.db.transaction<T>>[1]) =>
  world.db.transaction({ allianceId: world.allianceId, readOnly: true }, query)

const bookingBy = (world: World, reference: string) =>
  read(world, (tx) => tx.selectFrom('booking').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow())

const terms = { turnaroundDays: 2, transferDays: 2, today: '2025-11-05', place: null, kind: '' }

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

describe('open and closed days', () => {
  it('knows the bank holidays of England', () => {
    expect(bankHoliday('2025-12-25')).toBe('Christmas Day')
    expect(bankHoliday('2026-04-06')).toBe('Easter Monday')
    expect(bankHoliday('2025-12-24')).toBeUndefined()
  })

  it('says why nobody can come', () => {
    const place = { name: 'The Hub', opening_hours: [{ day: 'monday', opens: '09:00', closes: '17:00' }], closed_on: null }
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

describe('a booking and the loans of its device', () => {
  it('a promise made now ends before the booking, and one too short is refused', async () => {
    const world = await newWorld()
    const [device, person] = [await aReadyDevice(world), await aPerson(world)]
    const ctx = await world.as('librarian')
    const days = booking({ startsOn: '2026-01-05', endsOn: '2026-02-05', device: device.reference })
    value(await bookDevice(ctx, { ...days, person: person.reference }))
    const loan = value(await promiseLoan(ctx, { device: device.reference, person: person.reference }))
    const late = await collectLoan(ctx, { ...collecting({ dueOn: '2026-01-04' }), reference: loan.reference })
    expect(late).toMatchObject({ code: 'booked-after', field: 'dueOn', says: expect.stringContaining('3 January 2026') })
    value(await collectLoan(ctx, { ...collecting({ dueOn: '2026-01-03' }), reference: loan.reference }))
    expect(await extendLoan(ctx, { reference: loan.reference, dueOn: '2026-01-20' })).toMatchObject({ code: 'booked-after' })
    const other = await aReadyDevice(world)
    const soon = booking({ startsOn: '2025-11-12', endsOn: '2025-11-20', device: other.reference })
    value(await bookDevice(ctx, { ...soon, person: person.reference }))
    expect(await promiseLoan(ctx, { device: other.reference, person: person.reference })).toMatchObject({ code: 'booked-soon' })
  })

  it('whoever booked gets it until the day agreed, and the booking is done', async () => {
    const world = await newWorld()
    const [device, person] = [await aReadyDevice(world), await aPerson(world)]
    const ctx = await world.as('librarian')
    const made = value(await bookDevice(ctx, { ...booking(), person: person.reference }))
    const then = world.at('2025-12-01T10:00:00Z')
    const loan = value(await lendBooking(await then.as('librarian'), { reference: made.reference }))
    expect(await standing(world, loan)).toMatchObject({ loan: { status: 'promised', planned_until: '2025-12-15' } })
    expect(await bookingBy(world, made.reference)).toMatchObject({ status: 'done' })
    const page = await (await openSite(then)).get(await then.as('librarian'), `/loans/${loan.reference}/collect`)
    expect(page.body).toMatch(/name="dueOn-day"[^>]*value="15"/)
    expect(loan.device.reference).toBe(device.reference)
  })

  it('one whose device was lost gets another by itself, and the library is told where none is free', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const ctx = await world.as('librarian')
    const person = await aPerson(world)
    const days = booking({ startsOn: '2025-12-15', endsOn: '2025-12-20', device: loan.device.reference })
    const made = value(await bookDevice(ctx, { ...days, person: person.reference }))
    value(await loseLoan(ctx, { reference: loan.reference }))
    const then = world.at('2025-12-08T05:00:00Z')
    await lookAfterBookings(then.system)
    await lookAfterBookings(then.system)
    const told = () => read(world, (tx) => tx.selectFrom('staff_notice').select('words').execute())
    expect(await told()).toEqual([{ words: expect.stringContaining(made.reference) }])
    const spare = await aReadyDevice(world)
    await lookAfterBookings(then.system)
    expect(await bookingBy(world, made.reference)).toMatchObject({ device_id: spare.id, status: 'booked' })
  })

  it('nobody came: after a week its days are free again', async () => {
    const world = await newWorld()
    await aReadyDevice(world)
    const person = await aPerson(world)
    const made = value(await bookDevice(await world.as('librarian'), { ...booking(), person: person.reference }))
    await lookAfterBookings(world.at('2025-12-08T05:00:00Z').system)
    expect(await bookingBy(world, made.reference)).toMatchObject({ status: 'booked' })
    await lookAfterBookings(world.at('2025-12-09T05:00:00Z').system)
    expect(await bookingBy(world, made.reference)).toMatchObject({ status: 'ended' })
  })

  it.each(['done', 'cancelled', 'ended'])('a booking that is %s cannot be lent, moved, called off or ended', async (status) => {
    const world = await newWorld()
    await aReadyDevice(world)
    const person = await aPerson(world)
    const ctx = await world.as('librarian')
    const { reference } = value(await bookDevice(ctx, { ...booking(), person: person.reference }))
    await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      sql`update booking set status = ${status} where reference = ${reference}`.execute(tx),
    )
    for (const act of [lendBooking, moveBooking, cancelBooking])
      expect(await act(ctx, { reference })).toMatchObject({ code: 'moved-on' })
    expect(await endBooking(world.system, { reference })).toMatchObject({ code: 'moved-on' })
    for (const act of [lendBooking, moveBooking, cancelBooking])
      expect(await act(ctx, { reference: 'B-0000' })).toMatchObject({ code: 'not-found' })
  })

  it('called off, its days are free', async () => {
    const world = await newWorld()
    await aReadyDevice(world)
    const person = await aPerson(world)
    const ctx = await world.as('helpline')
    const ask = () => bookDevice(ctx, { ...booking(), person: person.reference })
    value(await cancelBooking(ctx, value(await ask())))
    value(await ask())
  })
})

describe('what is free', () => {
  it('counts by week what the days themselves say', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    await aReadyDevice(world)
    const free = (from: string, until: string) =>
      read(world, (tx) => freeDevices(tx, { ...terms, allianceId: world.allianceId, from, until })).then(({ length }) => length)
    // One is out until 12 December and ready two days later
    expect(await free('2025-11-05', '2025-11-10')).toBe(1)
    expect(await free('2025-12-13', '2025-12-20')).toBe(1)
    expect(await free('2025-12-14', '2025-12-20')).toBe(2)
    const weeks = await read(world, (tx) =>
      freeByWeek(tx, { ...terms, allianceId: world.allianceId, from: '2025-11-05', days: 30, weeks: 8 }),
    )
    expect(weeks.map(({ free: many }) => many)).toEqual([1, 1, 1, 1, 1, 1, 2, 2])
    // Late, it is not counted on
    const late = { ...terms, today: '2025-12-20', allianceId: world.allianceId }
    expect(await read(world, (tx) => freeDevices(tx, { ...late, from: '2025-12-28', until: '2025-12-30' }))).toHaveLength(1)
    expect(loan.reference).toMatch(/^L-/)
  })
})

describe('the database itself', () => {
  it('refuses a second promise of the same days, whoever writes it', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const [device, person] = [loan.device, await aPerson(world)]
    const raw = (starts_on: string, ends_on: string) =>
      world.db.transaction({ allianceId: world.allianceId }, (tx) =>
        tx
          .insertInto('booking')
          .values({
            ...{ alliance_id: world.allianceId, id: newId(), device_id: device.id, person_id: person.id, starts_on, ends_on },
            ...{ status: 'booked', booked_at: world.system.clock.now() },
          })
          .execute(),
      )
    await expect(raw('2025-12-13', '2025-12-20')).rejects.toMatchObject({ constraint: 'device_claimed_once' })
    await raw('2025-12-14', '2025-12-20')
    await expect(raw('2025-12-21', '2025-12-22')).rejects.toMatchObject({ constraint: 'device_claimed_once' })
  })
})
