import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aDevice, aLoan, aReadyDevice } from '../lending-trial'
import { agingWords, USUAL_STOCK_RULE } from './stock-rule'

const NOTHING = { support_ends_on: null, battery: null, test_due_on: null }

describe('models', () => {
  it('are listed once each with how many there are, are ready and are out, however they were typed', async () => {
    const world = await newWorld()
    await aLoan(world)
    await aReadyDevice(world, { make: 'SAMSUNG', model: 'a8', supportEndsOn: '2025-10-01' })
    await aDevice(world, { kind: 'laptop', make: 'Dell', model: 'Latitude' })
    const site = await openSite(world)
    const ctx = await world.as('librarian')
    const csv = (await site.get(ctx, '/device-models?format=csv')).body.trim().split('\r\n').slice(1)
    expect(csv).toHaveLength(2)
    expect(csv[0]).toMatch(/^samsung a8,Tablet,2,1,1,2025-10-01$/i)
    expect(csv[1]).toBe('Dell Latitude,Laptop,1,0,0,')
    expect((await site.get(ctx, '/device-models?kind=laptop')).body).not.toMatch(/samsung/i)
    const page = (await site.get(ctx, '/device-models')).body
    const [, link = ''] = /href="\/[^/"]+(\/devices\?q=Latitude)"/.exec(page) ?? []
    expect((await site.get(ctx, link)).body).toContain('Dell')
  })

  it('of the other alliance are not there', async () => {
    const [world, other] = [await newWorld(), await newWorld()]
    await aReadyDevice(world)
    expect((await (await openSite(other)).get(await other.as('librarian'), '/device-models')).body).toContain(
      'No devices in stock yet',
    )
  })
})

describe('what is wearing out', () => {
  it.each([
    [{}, []],
    [{ support_ends_on: '2025-11-04' }, ['Its updates ended on 4 November 2025']],
    [{ support_ends_on: '2025-11-05' }, ['Its updates end on 5 November 2025']],
    [{ support_ends_on: '2026-02-03' }, ['Its updates end on 3 February 2026']],
    [{ support_ends_on: '2026-02-04' }, []],
    [{ test_due_on: '2025-11-04' }, ['Its electrical test was due on 4 November 2025']],
    [{ test_due_on: '2025-12-05' }, ['Its electrical test is due on 5 December 2025']],
    [{ test_due_on: '2025-12-06' }, []],
    [{ battery: 59 }, ['Its battery is worn: 59 per cent is left']],
    [{ battery: 60 }, []],
  ])('%j is said as %j, though nothing blocks', (device, words) => {
    expect(agingWords({ ...NOTHING, ...device }, USUAL_STOCK_RULE, '2025-11-05')).toEqual(words)
  })

  it('shows on the device, and does not keep it from being lent where no rule says so', async () => {
    const world = await newWorld()
    const device = await aReadyDevice(world, { supportEndsOn: '2025-10-31', battery: '40' })
    const page = (await (await openSite(world)).get(await world.as('librarian'), `/devices/${device.reference}`)).body
    for (const words of ['Its updates ended on 31 October 2025.', 'Its battery is worn: 40 per cent is left.', 'Lend it'])
      expect(page).toContain(words)
    expect(page).not.toContain('Not to be lent')
  })
})
