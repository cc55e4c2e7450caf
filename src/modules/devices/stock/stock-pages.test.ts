import { describe, expect, it } from 'vitest'
import { openSite } from '#test/site'
import { newWorld } from '#test/world'
import { aDevice, aLoan, aPartner } from '../lending-trial'

describe('the pages of the stock', () => {
  it('the board counts and the list shows, and a refurbisher does not see who has what', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    await aDevice(world, { model: '=HYPERLINK("x")<script>' })
    const site = await openSite(world)
    const page = await site.get(await world.as('librarian'), '/devices')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('aria-label="Out: 1"')
    expect(page.body).toContain('aria-label="To wipe: 1"')
    expect(page.body).toContain('Ann Example')
    expect(page.body).not.toContain('<script>"')
    for (const path of ['/devices', '/devices?format=csv', `/devices/${loan.device.reference}`]) {
      const other = await site.get(await world.as('refurbisher'), path)
      expect(other.statusCode).toBe(200)
      expect(other.body).toContain(loan.device.reference)
      expect(other.body).not.toContain('Ann Example')
    }
  })

  it('overdue is a reading of the day', async () => {
    const world = await newWorld()
    const loan = await aLoan(world)
    for (const [moment, status, shown] of [
      ['2025-12-12T10:00:00Z', 'due_this_week', true],
      ['2025-12-12T10:00:00Z', 'overdue', false],
      ['2025-12-13T10:00:00Z', 'overdue', true],
      ['2025-12-05T10:00:00Z', 'due_this_week', false],
    ] as const) {
      const then = world.at(moment)
      const page = await (await openSite(then)).get(await then.as('librarian'), `/devices?status=${status}&format=csv`)
      expect(page.body.includes(loan.device.reference), `${status} at ${moment}`).toBe(shown)
    }
  })

  it('a label has a code to scan; scanning shows a stranger the helpline and never the borrower', async () => {
    const world = await newWorld({ helpline_number: '+441614960142' })
    const loan = await aLoan(world)
    const site = await openSite(world)
    const librarian = await world.as('librarian')
    const label = await site.get(librarian, `/devices/${loan.device.reference}/label`)
    expect(label.body).toContain('<svg')
    expect(label.body).toContain('0161 496 0142')
    const scanned = await site.get(world.public, `/d/${loan.device.reference.toLowerCase()}`)
    expect(scanned.statusCode).toBe(200)
    expect(scanned.body).toContain('0161 496 0142')
    expect(scanned.body).not.toContain('Ann')
    expect((await site.get(librarian, `/d/${loan.device.reference}`)).headers.location).toContain(
      `/devices/${loan.device.reference}`,
    )
    expect((await site.get(world.public, '/d/DK-9999')).statusCode).toBe(404)
  })

  it('the other alliance finds nothing', async () => {
    const [mine, other] = [await newWorld(), await newWorld()]
    const loan = await aLoan(mine)
    await aPartner(mine)
    const site = await openSite(other)
    const ctx = await other.as('librarian')
    for (const path of [
      `/devices/${loan.device.reference}`,
      `/devices/${loan.device.reference}/label`,
      `/d/${loan.device.reference}`,
      `/loans/${loan.reference}`,
      `/loans/${loan.reference}/agreement`,
      `/loans/${loan.reference}/collect`,
      `/people/${loan.person.reference}/lend`,
    ])
      expect((await site.get(ctx, path)).statusCode, path).toBe(404)
    expect((await site.get(ctx, '/devices')).body).not.toContain(loan.device.reference)
    expect((await site.get(ctx, '/loans')).body).not.toContain(loan.reference)
  })
})
