import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/ids'
import { newWorld } from '#test/world'
import { aPerson, aReadyDevice, value } from '../lending-trial'
import { promiseLoan } from '../loans/promise-loan'
import { checkDevice } from './prepare-device'
import { setStockRule, stockRuleForm } from './set-stock-rule'

describe('before it is lent', () => {
  it('someone looks it over after the wipe, where the alliance says so', async () => {
    const world = await newWorld()
    value(await setStockRule(await world.as('lead'), stockRuleForm.parse({ needsLook: 'yes', fewSims: '5', batteryBelow: '' })))
    const device = await aReadyDevice(world)
    const person = await aPerson(world)
    const ctx = await world.as('librarian')
    const ask = () => promiseLoan(ctx, { device: device.reference, person: person.reference })
    expect(await ask()).toMatchObject({ code: 'not-ready' })
    value(await checkDevice(ctx, { reference: device.reference, notes: '' }))
    expect(await ask()).toMatchObject({ ok: true })
  })

  it.each([
    ['updates that ended', { supportEndsOn: '2025-11-04' }],
    ['a worn battery', { battery: '40' }],
    ['an electrical test that is due', { testDueOn: '2025-11-04' }],
  ])('%s block it only where the alliance says so', async (_why, more) => {
    const world = await newWorld()
    const [person, device] = [await aPerson(world), await aReadyDevice(world, more)]
    const rule = stockRuleForm.parse({ supportBlocks: 'yes', testBlocks: 'yes', batteryBelow: '60', fewSims: '5' })
    const ctx = await world.as('librarian')
    value(await setStockRule(await world.as('lead'), rule))
    const ask = () => promiseLoan(ctx, { device: device.reference, person: person.reference })
    expect(await ask()).toMatchObject({ code: 'not-to-lend', field: 'device' })
    value(await setStockRule(await world.as('lead'), stockRuleForm.parse({ batteryBelow: '', fewSims: '5' })))
    expect(await ask()).toMatchObject({ ok: true })
  })

  it.each([
    'to_wipe',
    'returned',
    'wiping',
    'wiped',
    'checked',
    'repair',
    'missing',
    'lost',
    'stolen',
    'given',
    'sold',
    'recycled',
  ])('the database refuses a loan of a device that is %s, whatever the code does', async (status) => {
    const world = await newWorld()
    const [person, device] = [await aPerson(world), await aReadyDevice(world)]
    const raw = world.db.transaction({ allianceId: world.allianceId }, async (tx) => {
      await sql`update device set status = ${status} where id = ${device.id}`.execute(tx)
      await sql`insert into loan (alliance_id, id, device_id, wipe_id, person_id, status, promised_at)
          select alliance_id, ${newId()}, device_id, id, ${person.id}, 'promised', now() from wipe where device_id = ${device.id}`.execute(
        tx,
      )
    })
    await expect(raw).rejects.toMatchObject({ constraint: 'device_ready_to_lend' })
  })
})
