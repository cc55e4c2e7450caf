import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aLoan, aPerson, aReadyDevice, collecting, standing, value } from '../lending-trial'
import { collectLoan } from '../loans/collect-loan'
import { extendLoan } from '../loans/extend-loan'
import { holdAgain } from '../loans/hold-again'
import { lapseHolds } from '../loans/lapse-loan'
import { loseLoan } from '../loans/lose-loan'
import { promiseLoan } from '../loans/promise-loan'
import { ruleForm } from '../rules/rule'
import { setRule } from '../rules/set-rule'
import { freeByWeek, freeDevices } from './availability.queries'
import { bookDevice } from './book-device'
import { booking, bookingBy, read } from './booking-trial'
import { lookAfterBookings } from './look-after-bookings'
import { cancelBooking, endBooking, lendBooking, moveBooking } from './move-booking'

const terms = { turnaroundDays: 2, transferDays: 2, today: '2025-11-05', place: null, kind: '' }

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

  it('a device is kept no longer than its calendar is free, also when it is to be kept longer', async () => {
    const world = await newWorld()
    value(await setRule(await world.as('lead'), ruleForm.parse({ unit: 'month', holdDays: '21' })))
    const [device, person] = [await aReadyDevice(world), await aPerson(world)]
    const ctx = await world.as('librarian')
    const days = booking({ startsOn: '2025-11-23', endsOn: '2025-12-10', device: device.reference })
    value(await bookDevice(ctx, { ...days, person: person.reference }))
    const loan = value(await promiseLoan(ctx, { device: device.reference, person: person.reference }))
    expect(await standing(world, loan)).toMatchObject({ loan: { held_until: '2025-11-21', planned_until: '2025-11-21' } })
    const later = world.at('2025-11-20T10:00:00Z')
    value(await holdAgain(await later.as('librarian'), loan))
    expect(await standing(world, loan)).toMatchObject({ loan: { held_until: '2025-11-21', planned_until: '2025-11-21' } })
    const last = world.at('2025-11-21T10:00:00Z')
    expect(await holdAgain(await last.as('librarian'), loan)).toMatchObject({ code: 'booked-soon' })
    const after = world.at('2025-11-22T01:30:00Z')
    await lapseHolds(after.system)
    expect(await holdAgain(await after.as('librarian'), loan)).toMatchObject({ code: 'booked-soon' })
    expect(await standing(world, loan)).toMatchObject({ loan: { status: 'cancelled' }, device: { status: 'ready' } })
  })

  it('kept longer, what it is planned for moves with it', async () => {
    const world = await newWorld()
    const [device, person] = [await aReadyDevice(world), await aPerson(world)]
    const ask = { device: device.reference, person: person.reference }
    const loan = value(await promiseLoan(await world.as('librarian'), ask))
    const later = world.at('2025-11-12T10:00:00Z')
    value(await holdAgain(await later.as('librarian'), loan))
    expect(await standing(world, loan)).toMatchObject({ loan: { held_until: '2025-11-19', planned_until: '2026-02-19' } })
    const claims = await read(world, (tx) => tx.selectFrom('device_claim').select('ends_on').execute())
    expect(claims).toEqual([{ ends_on: '2026-02-21' }])
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
