import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aDevice, aLoan, aReadyDevice, cleanWipe, value } from '../lending-trial'
import { bringBackLoan } from '../loans/bring-back-loan'
import { returnForm } from '../loans/loan'
import { correctDevice } from './correct-device'
import { deviceForm, isImei } from './device'
import { missDevice, turnUpDevice } from './prepare-device'
import { recordDevice } from './record-device'
import { recordWipe } from './record-wipe'
import { backFromRepair, recycleDevice, sendToRepair } from './repair-device'

const statusOf = (world: Awaited<ReturnType<typeof newWorld>>, id: string) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) => ({
    ...(await tx.selectFrom('device').select(['status', 'added_on', 'place_id']).where('id', '=', id).executeTakeFirstOrThrow()),
    actions: (await tx.selectFrom('event').select('action').where('about_id', '=', id).orderBy('id').execute())
      .map((row) => row.action)
      .toSorted(),
  }))

describe('adding a device', () => {
  it('starts it to be wiped, and says so in the journal', async () => {
    const world = await newWorld()
    const device = await aDevice(world)
    expect(device.reference).toMatch(/^DK-\d{4}$/)
    expect(await statusOf(world, device.id)).toMatchObject({
      status: 'to_wipe',
      added_on: '2025-11-05',
      actions: ['device.record'],
    })
  })

  it('names the device that has the serial number already, whatever its capitals', async () => {
    const world = await newWorld()
    const first = await aDevice(world, { serial: 'r52-X1' })
    const again = await recordDevice(
      await world.as('librarian'),
      deviceForm.parse({ kind: 'tablet', make: 'SAMSUNG', serial: 'R52-x1' }),
    )
    expect(again).toMatchObject({ ok: false, code: 'already-there', field: 'serial' })
    expect(again).toMatchObject({ says: expect.stringContaining(first.reference) })
  })

  it('two at once with one serial number make one device', async () => {
    const world = await newWorld()
    const ctx = await world.as('librarian')
    const input = deviceForm.parse({ kind: 'phone', make: 'Nokia', serial: 'S1' })
    const answers = await Promise.all(Array.from({ length: 6 }, () => recordDevice(ctx, input)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.code === 'already-there')).toHaveLength(5)
  })

  it.each([
    ['490154203237518', true],
    ['490154203237519', false],
    ['49015420323751', false],
    ['', false],
  ])('IMEI %s: %s', (digits, expected) => {
    expect(isImei(digits)).toBe(expected)
  })

  it('the form with a wrong IMEI comes back with the rest kept', async () => {
    const world = await newWorld()
    const site = await openSite(world)
    const page = await site.post(await world.as('librarian'), '/devices/new', {
      kind: 'phone',
      make: 'Nokia “3310”',
      imei: '49-015420-323751-9',
    })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('href="#imei"')
    expect(page.body).toContain('Nokia “3310”')
    expect(page.body).toContain('49-015420-323751-9')
  })

  it('a place of another alliance is no place', async () => {
    const [mine, other] = [await newWorld(), await newWorld()]
    const elsewhere = crypto.randomUUID()
    await other.db.transaction({ allianceId: other.allianceId }, (tx) =>
      tx
        .insertInto('place')
        .values({ alliance_id: other.allianceId, id: elsewhere, name: 'Far library', kind: 'library' })
        .execute(),
    )
    const input = deviceForm.parse({ kind: 'tablet', placeId: elsewhere })
    expect(await recordDevice(await mine.as('librarian'), input)).toMatchObject({ code: 'no-such-place', field: 'placeId' })
  })

  it('a helpline worker may not', async () => {
    const world = await newWorld()
    const input = deviceForm.parse({ kind: 'tablet' })
    expect(await recordDevice(await world.as('helpline'), input)).toMatchObject({ code: 'forbidden' })
  })

  it('its details are put right, unless they are another device’s', async () => {
    const world = await newWorld()
    const ctx = await world.as('librarian')
    const [one, two] = [await aDevice(world, { serial: 'A' }), await aDevice(world, { serial: 'B' })]
    const input = deviceForm.parse({ kind: 'tablet', make: 'Samsung', serial: 'A' })
    expect(await correctDevice(ctx, { ...input, reference: one.reference.toLowerCase() })).toMatchObject({ ok: true })
    expect(await correctDevice(ctx, { ...input, reference: two.reference })).toMatchObject({ code: 'already-there' })
    expect(await correctDevice(ctx, { ...input, reference: 'DK-0000' })).toMatchObject({ code: 'not-found' })
  })
})

describe('wiping a device', () => {
  it('passed makes it ready; failed leaves it to wipe; both are in the journal', async () => {
    const world = await newWorld()
    const ctx = await world.as('refurbisher')
    const device = await aDevice(world)
    value(await recordWipe(ctx, { ...cleanWipe, passed: false, reference: device.reference }))
    expect(await statusOf(world, device.id)).toMatchObject({ status: 'to_wipe' })
    value(await recordWipe(ctx, { ...cleanWipe, reference: device.reference }))
    expect(await statusOf(world, device.id)).toMatchObject({
      status: 'ready',
      actions: ['device.record', 'device.wipe', 'device.wipe'],
    })
  })

  it('is refused while someone has the device, by the code and by the database', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const ctx = await world.as('librarian')
    expect(await recordWipe(ctx, { ...cleanWipe, reference: loan.device.reference })).toMatchObject({ code: 'lent', status: 409 })
    const raw = world.db.transaction({ allianceId: world.allianceId }, (tx) =>
      tx
        .insertInto('wipe')
        .values({
          alliance_id: world.allianceId,
          id: crypto.randomUUID(),
          device_id: loan.device.id,
          wiped_on: '2025-11-05',
          method: 'overwrite',
          passed: true,
          done_by: 'x',
          recorded_at: new Date('2026-01-01'),
        })
        .execute(),
    )
    await expect(raw).rejects.toMatchObject({ constraint: 'wipe_while_lent' })
  })

  it('must be done today or earlier, and since the device came back', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const later = world.at('2025-12-01T10:00:00Z')
    const back = returnForm.parse({ conditionBack: 'good', kitComplete: 'yes', returnedOn: '2025-11-28' })
    value(await bringBackLoan(await later.as('librarian'), { ...back, reference: loan.reference }))
    const ctx = await later.as('librarian')
    const wipe = { ...cleanWipe, reference: loan.device.reference }
    expect(await recordWipe(ctx, { ...wipe, wipedOn: '2025-12-02' })).toMatchObject({ code: 'not-yet', field: 'wipedOn' })
    expect(await recordWipe(ctx, { ...wipe, wipedOn: '2025-11-27' })).toMatchObject({
      code: 'wiped-before-return',
      field: 'wipedOn',
    })
    expect(await recordWipe(ctx, { ...wipe, wipedOn: '2025-11-28' })).toMatchObject({ ok: true })
  })

  it('a ready device has nothing to wipe, and an unknown one is not found', async () => {
    const world = await newWorld()
    const device = await aReadyDevice(world)
    const ctx = await world.as('librarian')
    expect(await recordWipe(ctx, { ...cleanWipe, reference: device.reference })).toMatchObject({ code: 'moved-on' })
    expect(await recordWipe(ctx, { ...cleanWipe, reference: 'nonsense' })).toMatchObject({ code: 'not-found' })
  })
})

describe('repair and recycling', () => {
  it('is over however the device leaves it, and its page says what each took', async () => {
    const world = await newWorld()
    const ctx = await world.as('librarian')
    const device = await aReadyDevice(world)
    const send = (notes: string) => sendToRepair(ctx, { reference: device.reference, notes })
    value(await send('Cracked screen'))
    value(await backFromRepair(ctx, { reference: device.reference, notes: '', parts: 'Screen', cost: 2450 }))
    value(await send('Will not start'))
    value(await recordWipe(ctx, { ...cleanWipe, reference: device.reference }))
    value(await send('Loose key'))
    value(await missDevice(ctx, { reference: device.reference, notes: '' }))
    value(await turnUpDevice(ctx, { reference: device.reference, notes: '' }))
    value(await send('Hinge'))
    const page = await (await openSite(world)).get(ctx, `/devices/${device.reference}`)
    expect(page.body).toContain('Cracked screen, parts: Screen, £24.50')
    expect(page.body).toContain('Since 5 November 2025: Hinge')
  })

  it('a repaired device is wiped again before anyone has it', async () => {
    const world = await newWorld()
    const ctx = await world.as('refurbisher')
    const device = await aReadyDevice(world)
    value(await sendToRepair(ctx, { reference: device.reference, notes: 'Screen' }))
    expect(await statusOf(world, device.id)).toMatchObject({ status: 'repair' })
    value(await backFromRepair(ctx, { reference: device.reference, notes: '' }))
    expect(await statusOf(world, device.id)).toMatchObject({ status: 'to_wipe' })
    value(await recycleDevice(ctx, { reference: device.reference, notes: '' }))
    expect((await statusOf(world, device.id)).actions).toEqual([
      'device.record',
      'device.repair',
      'device.repair',
      'device.retire',
      'device.wipe',
    ])
  })
})
