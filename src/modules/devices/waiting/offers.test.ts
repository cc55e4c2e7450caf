import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aPlace } from '../bookings/booking-trial'
import { arriveDevice, transferDevice } from '../bookings/transfer-device'
import { aDevice, aPartner, aReadyDevice, cleanWipe, collecting, standing, value } from '../lending-trial'
import { collectLoan } from '../loans/collect-loan'
import { holdAgain } from '../loans/hold-again'
import { lapseHolds, lapseLoan } from '../loans/lapse-loan'
import { cancelLoan } from '../loans/lose-loan'
import { recordWipe } from '../stock/record-wipe'
import { joinWaiting } from './join-waiting'
import { leaveWaiting, rejoinWaiting } from './leave-waiting'
import { answerOffer, declineOffer, offerDevice, offerDevices } from './offer-device'
import { joins, noticesOf, offerOf, statusOf, wish } from './waiting-trial'

describe('offers', () => {
  it('the next device goes to the first in line whom it suits, is kept for a week, and they are told', async () => {
    const world = await newWorld()
    const wantsLaptop = await joins(world, 'Ann Example', { kind: 'laptop' })
    const second = await joins(world, 'Bob Example')
    const third = await joins(world, 'Cath Example', { purpose: 'school' })
    const device = await aReadyDevice(world)
    await offerDevices(world.system)
    await offerDevices(world.system)
    expect(await Promise.all([wantsLaptop, second, third].map((one) => statusOf(world, one)))).toEqual([
      'waiting',
      'waiting',
      'offered',
    ])
    expect(await offerOf(world, third)).toMatchObject({ status: 'promised', held_until: '2025-11-12', device: device.reference })
    expect(await noticesOf(world, third.person)).toMatchObject([{ template: 'device-offered' }])
  })

  it('of a device that is kept elsewhere says from when it is there, and the library is asked to send it', async () => {
    const world = await newWorld()
    const [here, there] = [await aPlace(world, 'Here'), await aPlace(world, 'There')]
    const one = await joins(world, 'Ann Example', { place: there })
    const device = await aReadyDevice(world, { placeId: here })
    const librarian = await world.as('librarian')
    await offerDevices(world.system)
    const said = await world.db.transaction(world.system, async (tx) => ({
      notice: (await tx.selectFrom('notice').select('personalisation').executeTakeFirstOrThrow()).personalisation,
      staff: (await tx.selectFrom('staff_notice').select('words').execute()).map(({ words }) => words),
    }))
    expect(said.notice).toMatchObject({ place: 'at There from 7 November 2025', until: '14 November 2025' })
    expect(said.staff).toEqual([expect.stringContaining(`Please send ${device.reference} to There`)])
    // In the days kept for that
    value(await transferDevice(librarian, { device: device.reference, place: there }))
    value(await arriveDevice(librarian, { device: device.reference }))
    expect(await statusOf(world, one)).toBe('offered')
  })

  it('of a device that is brought are kept longer from the day it is due there, and never less long than they were told', async () => {
    const world = await newWorld()
    const [here, there] = [await aPlace(world, 'Here'), await aPlace(world, 'There')]
    const one = await joins(world, 'Ann Example', { place: there })
    const device = await aReadyDevice(world, { placeId: here })
    await offerDevices(world.system)
    const offer = { reference: (await offerOf(world, one))?.reference ?? '' }
    value(await holdAgain(await world.as('librarian'), offer))
    expect(await offerOf(world, one)).toMatchObject({ held_until: '2025-11-14' })
    const next = await world.at('2025-11-06T10:00:00Z').as('librarian')
    value(await transferDevice(next, { device: device.reference, place: there }))
    value(await holdAgain(next, offer))
    expect(await offerOf(world, one)).toMatchObject({ held_until: '2025-11-15' })
    const later = await world.at('2025-11-10T10:00:00Z').as('librarian')
    value(await arriveDevice(later, { device: device.reference }))
    value(await holdAgain(later, offer))
    expect(await offerOf(world, one)).toMatchObject({ status: 'promised', held_until: '2025-11-17' })
  })

  it('to a partner are told to the library, and so is that nobody came', async () => {
    const world = await newWorld()
    await world.as('librarian')
    value(await joinWaiting(await world.as('helpline'), { ...wish(), partner: await aPartner(world) }))
    const device = await aReadyDevice(world)
    await offerDevices(world.system)
    await lapseHolds(world.at('2025-11-13T01:30:00Z').system)
    const staff = await world.db.transaction(world.system, (tx) =>
      tx.selectFrom('staff_notice').select('words').orderBy('id').execute(),
    )
    expect(staff.map(({ words }) => words)).toEqual([
      expect.stringContaining(`tell the organisation that ${device.reference} is kept for them until 12 November 2025`),
      expect.stringContaining(`${device.reference} was not collected in time`),
    ])
  })

  it('not collected in time it passes on, and the first is asked before another offer', async () => {
    const world = await newWorld()
    const first = await joins(world, 'Ann Example', { purpose: 'school' })
    const second = await joins(world, 'Bob Example')
    const device = await aReadyDevice(world)
    await offerDevices(world.system)
    await lapseHolds(world.at('2025-11-12T01:30:00Z').system)
    expect(await statusOf(world, first)).toBe('offered')
    const after = world.at('2025-11-13T01:30:00Z')
    await lapseHolds(after.system)
    await lapseHolds(after.system)
    await offerDevices(after.system)
    expect([await statusOf(world, first), await statusOf(world, second)]).toEqual(['missed', 'offered'])
    expect(await offerOf(world, second)).toMatchObject({ device: device.reference })
    const calls = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx.selectFrom('call_back').select('person_id').execute(),
    )
    expect(calls).toEqual([{ person_id: first.person.id }])
    value(await rejoinWaiting(await world.as('helpline'), first))
    expect(await statusOf(world, first)).toBe('waiting')
  })

  it('a hold that runs out while someone fetches the device: still here, it is put by again; gone, they are told so', async () => {
    const world = await newWorld()
    const first = await joins(world, 'Ann Example', { purpose: 'school' })
    await aReadyDevice(world)
    await offerDevices(world.system)
    const offer = (await offerOf(world, first)) ?? { reference: '', id: '' }
    const later = world.at('2025-11-13T09:00:00Z')
    await lapseHolds(later.system)
    const [ctx, site] = [await later.as('librarian'), await openSite(later)]
    const hand = () => collectLoan(ctx, { ...collecting(), reference: offer.reference })
    expect(await hand()).toMatchObject({ code: 'hold-lapsed', says: expect.stringContaining('12 November 2025') })
    const page = await site.get(ctx, `/loans/${offer.reference}/collect`)
    expect(page.statusCode).toBe(409)
    expect(page.body).toContain('is still here')
    value(await holdAgain(ctx, offer))
    expect([await statusOf(world, first), (await standing(world, offer)).device.status]).toEqual(['offered', 'promised'])
    value(await hand())
    expect(await statusOf(world, first)).toBe('done')
  })

  it('and when the next in line has it already', async () => {
    const world = await newWorld()
    const first = await joins(world, 'Ann Example', { purpose: 'school' })
    await joins(world, 'Bob Example')
    await aReadyDevice(world)
    await offerDevices(world.system)
    const offer = (await offerOf(world, first)) ?? { reference: '' }
    const later = world.at('2025-11-13T09:00:00Z')
    await lapseHolds(later.system)
    await offerDevices(later.system)
    const ctx = await later.as('librarian')
    expect(await holdAgain(ctx, offer)).toMatchObject({ code: 'passed-on' })
    expect((await (await openSite(later)).get(ctx, `/loans/${offer.reference}/collect`)).body).toContain(
      'has gone to someone else',
    )
    expect(await statusOf(world, first)).toBe('missed')
  })

  it('fetching it and the clock at once: one of them, never both and never neither', async () => {
    for (let turn = 0; turn < 8; turn++) {
      const world = await newWorld()
      const first = await joins(world, 'Ann Example')
      await aReadyDevice(world)
      await offerDevices(world.system)
      const offer = (await offerOf(world, first)) ?? { reference: '', id: '' }
      const later = world.at('2025-11-13T09:00:00Z')
      const ctx = await later.as('librarian')
      const [handed, lapsed] = await Promise.all([
        collectLoan(ctx, { ...collecting(), reference: offer.reference }),
        lapseLoan(later.system, offer),
      ])
      expect([handed.ok, lapsed.ok].filter(Boolean)).toHaveLength(1)
      expect(await statusOf(world, first)).toBe(handed.ok ? 'done' : 'missed')
    }
  })

  it('someone says no: they keep their place, and are not offered that one again', async () => {
    const world = await newWorld()
    const first = await joins(world, 'Ann Example', { purpose: 'school' })
    const second = await joins(world, 'Bob Example')
    await aReadyDevice(world)
    await offerDevices(world.system)
    value(await declineOffer(await world.as('helpline'), first))
    expect(await declineOffer(await world.as('helpline'), first)).toMatchObject({ code: 'not-found' })
    await offerDevices(world.system)
    expect([await statusOf(world, first), await statusOf(world, second)]).toEqual(['waiting', 'offered'])
    const another = await aReadyDevice(world)
    await offerDevices(world.system)
    expect(await offerOf(world, first)).toMatchObject({ device: another.reference, status: 'promised' })
  })

  it('answered 1 it is kept from today, answered 2 they leave and it passes on; answered twice nothing more', async () => {
    const world = await newWorld()
    const first = await joins(world, 'Ann Example', { purpose: 'school' })
    const second = await joins(world, 'Bob Example')
    await aReadyDevice(world)
    await offerDevices(world.system)
    const offer = (await offerOf(world, first)) ?? { id: '' }
    const later = world.at('2025-11-10T10:00:00Z')
    const asked = (reply: string) => ({ person: first.person.id, about: { type: 'loan', id: offer.id }, reply })
    value(await answerOffer(later.system, asked('1')))
    expect(await offerOf(world, first)).toMatchObject({ held_until: '2025-11-17' })
    value(await answerOffer(later.system, asked('2')))
    value(await answerOffer(later.system, asked('2')))
    await offerDevices(later.system)
    expect([await statusOf(world, first), await statusOf(world, second)]).toEqual(['left', 'offered'])
    expect(await noticesOf(world, first.person)).toMatchObject([{ template: 'device-offered', status: 'cancelled' }])
  })

  it('a device just wiped is offered by itself; one called off goes back to the line', async () => {
    const world = await newWorld()
    const first = await joins(world, 'Ann Example')
    const device = await aDevice(world)
    await offerDevices(world.system)
    expect(await statusOf(world, first)).toBe('waiting')
    value(await recordWipe(await world.as('librarian'), { ...cleanWipe, reference: device.reference }))
    await offerDevices(world.system)
    const offer = (await offerOf(world, first)) ?? { reference: '' }
    value(await cancelLoan(await world.as('librarian'), offer))
    expect(await statusOf(world, first)).toBe('waiting')
  })

  it('refuses a place nobody knows, one who left, and a device that is not ready', async () => {
    const world = await newWorld()
    const first = await joins(world, 'Ann Example')
    const [ready, unwiped] = [await aReadyDevice(world), await aDevice(world)]
    const ctx = await world.as('librarian')
    expect(await offerDevice(ctx, { waiting: 'W-0000', device: ready.reference })).toMatchObject({ code: 'not-found' })
    expect(await offerDevice(ctx, { waiting: first.reference, device: unwiped.reference })).toMatchObject({ code: 'not-ready' })
    value(await leaveWaiting(ctx, first))
    expect(await offerDevice(ctx, { waiting: first.reference, device: ready.reference })).toMatchObject({ code: 'moved-on' })
    expect((await standing(world, { id: newId() }).catch(() => null)) ?? 'nothing written').toBe('nothing written')
  })
})
