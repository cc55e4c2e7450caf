import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from './browser'
import { type House, openHouse } from './house'
import * as step from './steps'
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

const WAYS = [
  { way: 'with JavaScript', script: true, name: 'Ada Winifred', phone: '0161 496/0789', before: 0 },
  { way: 'without JavaScript', script: false, name: 'Tom Hardcastle', phone: '0161 496/0321', before: 1 },
]

/** One after another: each step begins where the one before ended. */
describe.skipIf(!browser).each(WAYS)(
  'a call becomes help, and help becomes a figure, $way',
  ({ script, name, phone, before }) => {
    const at = { request: '', person: '', device: '', loan: '' }

    const as = async (persona: string, work: (visitor: Visitor) => Promise<void>): Promise<void> => {
      if (!browser) return
      const visitor = await visit(browser, house, persona === 'region' ? house.region.slug : house.world.slug, script)
      await visitor.signIn(persona)
      await work(visitor)
      await visitor.leave()
    }

    it(
      'the helpline takes a call, finds the caller again, checks skills and asks a champion',
      () =>
        as('helpline', async (visitor) => {
          at.request = await step.takeCall(visitor, name, phone)
          at.person = await step.findAgain(visitor, name, phone)
          await step.checkSkills(visitor, at.request, 'before', 'not_yet')
          await step.askChampion(visitor, at.request)
        }),
      60_000,
    )

    it(
      'the champion says yes and records a session',
      () =>
        as('champion', async (visitor) => {
          await step.sayYes(visitor, name)
          await step.recordSession(visitor, at.person)
        }),
      60_000,
    )

    it(
      'the librarian adds a device, lends it, takes it back and wipes it',
      () =>
        as('librarian', async (visitor) => {
          at.device = await step.addDevice(visitor, `SN-${name.length}-${script}`)
          at.loan = await step.lend(visitor, at.request, at.device, name)
          await step.takeBack(visitor, at.loan)
          await step.recordWipe(visitor, at.device)
        }),
      60_000,
    )

    it(
      'the helpline checks skills again and closes the request, and the timeline tells it all',
      () =>
        as('helpline', async (visitor) => {
          await step.checkSkills(visitor, at.request, 'after', 'alone')
          await step.close(visitor, at.request)
          const told = await visitor.page.locator('main').textContent()
          for (const words of ['Joan Mentor', at.device.split('/').at(-1) ?? '']) expect(told).toContain(words)
          for (const path of [
            '/requests',
            '/referrals',
            '/feedback',
            '/calls/new',
            '/people',
            '/champions',
            '/sessions',
            '/devices',
            '/loans',
            at.person,
          ])
            await visitor.open(path)
        }),
      60_000,
    )

    it(
      'the lead finds the person counted once, and the records behind the figure',
      () =>
        as('lead', async (visitor) => {
          await house.world.db.transaction({ allianceId: house.world.allianceId }, (tx) =>
            tx.updateTable('person').set({ ward_code: 'E05000001' }).where('name', '=', name).execute(),
          )
          // By another name than the page that signing in led to: that one had no map yet.
          await visitor.open('/report', 'a report with its map')
          expect(await visitor.page.locator('.digiknow-tiles a').count()).toBe(2)
          const figure = visitor.page.locator('a[href*="figure=supported"]').first()
          await Promise.all([visitor.page.waitForURL(/figure=supported/), figure.click()])
          const rows = await visitor.page.locator('main tbody tr').allInnerTexts()
          const whole = await visitor.page.goto(visitor.page.url().replace('figure=supported', 'figure=loans'))
          expect(whole?.status()).toBe(200)
          expect(rows.length).toBeGreaterThan(0)
          expect(await visitor.page.locator('main tbody tr').count()).toBe(before + 1)
          for (const path of ['/partners', '/places', '/targets', '/gifts', '/what-people-tell-us', '/ways-in'])
            await visitor.open(path)
        }),
      60_000,
    )

    it(
      'the region sees the sum and no record',
      () =>
        as('region', async (visitor) => {
          await visitor.open('/region-report')
          const shown = await visitor.page.locator('main').textContent()
          expect(shown).toContain('Testborough')
          expect(shown).not.toContain(name)
          expect(await visitor.page.locator('main a[href*="/people/"], main a[href*="/requests/"]').count()).toBe(0)
        }),
      60_000,
    )
  },
)
