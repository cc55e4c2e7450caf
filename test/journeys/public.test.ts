import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

const MOST = 40 * 1024
const PAGES = ['', '/help', '/what-we-do', '/sign-in', '/accessibility', '/privacy']

const open = (script: boolean): Promise<Visitor> => {
  if (!browser) throw new Error('no browser')
  return visit(browser, house, house.world.slug, script)
}

/** Adds up what comes over the wire: heads and bodies, as sent, packed or not. */
const weigh = async (page: Page): Promise<{ bytes: number; elsewhere: string[] }> => {
  const sum = { bytes: 0, elsewhere: [] as string[] }
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    sum.bytes += encodedDataLength
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(house.origin) && !request.url().startsWith('data:')) sum.elsewhere.push(request.url())
  })
  return sum
}

describe.skipIf(!browser)('the public pages', () => {
  it.each(PAGES)('%s: at most 40 KB in all on a first visit, and nothing from anywhere else', async (path) => {
    const visitor = await open(true)
    const sum = await weigh(visitor.page)
    await visitor.open(path, `public ${path}`)
    await visitor.page.waitForLoadState('networkidle')
    expect(sum.elsewhere).toEqual([])
    expect(sum.bytes).toBeGreaterThan(1000)
    expect(sum.bytes).toBeLessThanOrEqual(MOST)
    await visitor.leave()
  })

  it.each(PAGES)('%s: reads the same without scripts', async (path) => {
    const [plain, scripted] = [await open(false), await open(true)]
    for (const visitor of [plain, scripted]) await visitor.open(path, `public ${path}`)
    const words = async ({ page }: Visitor) => (await page.locator('main').textContent())?.replace(/\s+/g, ' ')
    expect(await words(plain)).toBe(await words(scripted))
    for (const visitor of [plain, scripted]) await visitor.leave()
  })

  it.each([true, false])('someone asks for help, with scripts: %s', async (script) => {
    const { page, open: openPage, press, leave } = await open(script)
    await openPage('/help')
    const choose = async (name: string, value: string) => {
      await page.locator(`input[name=${name}][value=${value}]`).check({ force: true })
      await press(/Continue/)
    }
    await choose('whom', 'me')
    await choose('needs', 'learn_skills')
    await press(/Continue/)
    await page.getByLabel(/your name/i).fill('Ann Public')
    await press(/Continue/)
    await choose('way', 'call')
    await page.getByLabel(/phone/i).first().fill('0161 496 0999')
    await press(/Continue/)
    await press(/Back/)
    expect(await page.getByLabel(/phone/i).first().inputValue()).toBe('0161 496 0999')
    for (let left = 0; left < 5; left++) await press(/Continue/)
    expect(await page.locator('main').textContent()).toContain('Ann Public')
    await press(/^Send/)
    expect(await page.locator('main').textContent()).toMatch(/R-\d+/)
    await leave()
  })

  it('by keyboard alone: the first Tab offers to skip to the content, and the main button is reached and pressed', async () => {
    const { page, open: openPage, leave } = await open(true)
    await openPage('/help')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Skip to main content')
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#main')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
    await page.locator('input[name=whom]').first().focus()
    await page.keyboard.press('Space')
    for (let at = 0; at < 30; at++) {
      if (await page.evaluate(() => document.activeElement?.matches('main button'))) break
      await page.keyboard.press('Tab')
    }
    await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')])
    await page.waitForLoadState()
    expect(await page.locator('main').textContent()).toContain('Question 2 of')
    await leave()
  })
})
