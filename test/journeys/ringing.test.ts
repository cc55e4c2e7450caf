import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tellScreens } from '../../src/platform/http/live'
import { newId } from '../../src/platform/ids'
import { openBrowser } from './browser'
import { type House, openHouse } from './house'
import { type Visitor, visit } from './visitor'

const browser: Browser | undefined = await openBrowser()
let house: House

beforeAll(async () => {
  if (browser) house = await openHouse()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** A call that rang so many seconds ago, and of which the telephone says no more. */
const rang = (number: string, secondsAgo: number) =>
  house.world.db.transaction(house.world.system, (tx) =>
    tx
      .insertInto('incoming_call')
      .values({
        ...{ alliance_id: house.world.allianceId, id: newId(), provider: 'hook', provider_id: newId(), status: 'ringing' },
        ...{ from_number: number, rang_at: new Date(Date.now() - secondsAgo * 1000) },
      })
      .execute(),
  )

/** Open screens are told of something, and look: what they saw. */
const look = async ({ page }: Visitor): Promise<string> => {
  const { db, system, allianceId } = house.world
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.url().endsWith('/calls/now')),
    db.transaction(system, async (tx) => tellScreens({ tx, allianceId }, 'calls')),
  ])
  const body = await answer.text()
  await page.waitForTimeout(200)
  return body
}

describe.skipIf(!browser)('a phone that rings, and of which no end is told', () => {
  it.each([
    ['on', true, '+441614960711'],
    ['off', false, '+441614960712'],
  ] as const)(
    'goes from an open screen by itself, JavaScript %s',
    async (_on, script, number) => {
      if (!browser) return
      const visitor = await visit(browser, house, house.world.slug, script)
      await visitor.signIn('helpline')
      await rang(number, 593)
      await visitor.open('/calls/new')
      const panel = visitor.page.locator('.digiknow-ringing')
      expect(await panel.isVisible()).toBe(true)
      const room = await visitor.page.locator('main').boundingBox()
      await panel.waitFor({ state: 'hidden', timeout: 15_000 })
      expect(await visitor.page.getByRole('button', { name: 'Answer' }).count()).toBe(0)
      // It leaves no gap where it stood.
      expect((await visitor.page.locator('main').boundingBox())?.height).toBeLessThan(room?.height ?? 0)
      await visitor.leave()
    },
    60_000,
  )

  it('is not said again at every look, though it is nearer its end', async () => {
    if (!browser) return
    const visitor = await visit(browser, house, house.world.slug, true)
    await visitor.signIn('helpline')
    await visitor.open('/calls/new')
    await rang('+441614960713', 308)
    await look(visitor)
    const line = await visitor.page.locator('.digiknow-ringing li').elementHandle()
    const steps = await line?.getAttribute('data-goes-in')
    await visitor.page.waitForTimeout(10_000)
    expect(await look(visitor)).not.toContain(`data-goes-in="${steps}"`)
    expect(await line?.evaluate((node) => node.isConnected)).toBe(true)
    await visitor.leave()
  }, 60_000)

  it('takes no other with it', async () => {
    if (!browser) return
    const visitor = await visit(browser, house, house.world.slug, true)
    await visitor.signIn('helpline')
    await rang('+441614960714', 591)
    await visitor.open('/calls/new')
    const line = (end: string) => visitor.page.locator('.digiknow-ringing li', { hasText: `0161 496 0${end}` })
    expect(await line('714').isVisible()).toBe(true)
    await line('714').waitFor({ state: 'hidden', timeout: 15_000 })
    expect(await line('713').isVisible()).toBe(true)
    await visitor.leave()
  }, 60_000)
})
