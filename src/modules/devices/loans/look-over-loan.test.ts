import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { openSite } from '#test/site'
import { newWorld, type World } from '#test/world'
import { lookOverForm } from '../handover/hand-form'
import { handInLoan } from '../handover/hand-in-loan'
import { readHandovers } from '../handover/handover.queries'
import { aLoan, aPerson, aReadyDevice, cleanWipe, collecting, standing, value } from '../lending-trial'
import { recordWipe } from '../stock/record-wipe'
import { sendToRepair } from '../stock/repair-device'
import { collectLoan } from './collect-loan'
import { lookOver } from './look-over-loan'
import { promiseLoan } from './promise-loan'

const seen = (more: Record<string, unknown> = {}) => lookOverForm.parse({ conditionBack: 'worn', kit: ['Charger'], ...more })

/** A tablet with a charger and a case, lent and then only taken in. */
const takenIn = async (world: World) => {
  const [person, device] = [await aPerson(world), await aReadyDevice(world, { kit: 'Charger, case' })]
  const ctx = await world.as('librarian')
  const loan = value(await promiseLoan(ctx, { device: device.reference, person: person.reference }))
  value(await collectLoan(ctx, { ...collecting(), kit: ['Charger', 'case'], reference: loan.reference }))
  value(await handInLoan(ctx, { reference: loan.reference, notes: 'In the box' }))
  return { ...loan, device: device.reference }
}

const backOf = (world: World, loan: { id: string }) =>
  world.db.transaction({ allianceId: world.allianceId }, async (tx) =>
    (await readHandovers(tx, world.allianceId, loan.id)).find(({ way }) => way === 'back'),
  )

describe('looking over a device that was only taken in', () => {
  it('asks what the return asks, and keeps it with the return', async () => {
    const world = await newWorld()
    const loan = await takenIn(world)
    const ctx = await world.as('refurbisher')
    const site = await openSite(world)
    const page = await site.get(ctx, `/devices/${loan.device}/look-over`)
    for (const words of ['Went out', 'Good', 'Charger, case', 'Tick each thing', 'activation lock', 'signed out', 'Photos'])
      expect(page.body, words).toContain(words)
    expect(page.body).not.toContain('Ann Example')
    expect((await site.get(await world.as('librarian'), `/devices/${loan.device}`)).body).toContain(`${loan.device}/look-over"`)
    value(await lookOver(ctx, { ...seen({ lock: 'on', signedOut: 'no', notes: 'Scratched' }), device: loan.device }))
    const { loan: row, device, actions } = await standing(world, loan)
    expect(row).toMatchObject({ condition_back: 'worn', kit_complete: false, return_notes: 'In the box\nScratched' })
    expect(device).toEqual({ status: 'to_wipe', condition: 'worn' })
    expect(actions).toContain('loan.look-over')
    expect(await backOf(world, loan)).toMatchObject({
      signed_out: 'no',
      lock: 'on',
      parts: [{ here: 1 }, { name: 'case', here: 0 }],
    })
    expect((await site.get(ctx, `/devices/${loan.device}`)).body).toContain('Missing: case')
    expect(await recordWipe(ctx, { ...cleanWipe, reference: loan.device })).toMatchObject({ code: 'still-locked' })
  })

  it('comes before anything else: it is neither wiped nor sent to repair unseen', async () => {
    const world = await newWorld()
    const loan = await takenIn(world)
    const ctx = await world.as('librarian')
    expect(await recordWipe(ctx, { ...cleanWipe, reference: loan.device })).toMatchObject({ code: 'moved-on' })
    expect(await sendToRepair(ctx, { reference: loan.device, notes: '' })).toMatchObject({ code: 'moved-on' })
  })

  it('asks whether all is there where nothing was counted, and knows the place', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    const ctx = await world.as('librarian')
    value(await handInLoan(ctx, { reference: loan.reference, notes: '' }))
    const look = (more: Record<string, unknown>) =>
      lookOver(ctx, { ...seen({ kit: '', ...more }), device: loan.device.reference })
    expect(await look({})).toMatchObject({ code: 'kit-not-said', field: 'kitComplete' })
    expect(await look({ kitComplete: 'yes', placeId: newId() })).toMatchObject({ code: 'no-such-place', field: 'placeId' })
    expect((await standing(world, loan)).device.status).toBe('returned')
    value(await look({ kitComplete: 'yes' }))
    expect((await standing(world, loan)).loan.kit_complete).toBe(true)
  })

  it('once, by who prepares devices, of what was handed in, here', async () => {
    const world = await newWorld()
    const loan = await takenIn(world)
    const ctx = await world.as('librarian')
    const look = (from: typeof ctx, device = loan.device) => lookOver(from, { ...seen(), device })
    expect(await look(await world.as('helpline'))).toMatchObject({ code: 'forbidden' })
    expect(await look(ctx, 'DK-0')).toMatchObject({ code: 'not-found' })
    expect(await look(await (await newWorld()).as('librarian'))).toMatchObject({ code: 'not-found' })
    value(await look(ctx))
    expect(await look(ctx)).toMatchObject({ code: 'moved-on' })
    const site = await openSite(world)
    expect((await site.get(ctx, `/devices/${loan.device}/look-over`)).statusCode).toBe(409)
    expect(await look(ctx, (await aReadyDevice(world)).reference)).toMatchObject({ code: 'moved-on' })
  })
})
