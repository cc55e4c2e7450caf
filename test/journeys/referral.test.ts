import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partnerForm, recordPartner } from '../../src/modules/partners'
import { openBrowser } from './browser'
import { type House, openHouse } from './house'
import * as step from './steps'
import { type Visitor, visit } from './visitor'

const browser: Browser | undefined = await openBrowser()
let house: House

beforeAll(async () => {
  if (!browser) return
  house = await openHouse()
  const partner = { name: 'Example Hub', sector: 'voluntary', joinedOn: '2020-04-01', email: 'hub@hub.example' }
  const made = await recordPartner(house.world.system, partnerForm.parse(partner))
  if (!made.ok) throw new Error(made.says)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** The newest link that the partner was sent, below the alliance's address. */
const link = async (): Promise<string> => {
  const mail = await house.world.db.transaction(house.world.system, (tx) =>
    tx.selectFrom('message').select('body').where('address', '=', 'hub@hub.example').orderBy('id', 'desc').executeTakeFirst(),
  )
  return /\/sent-to-you\/\S+/.exec(mail?.body ?? '')?.[0] ?? ''
}

const WAYS = [
  { way: 'with JavaScript', script: true, name: 'Iris Fernleigh', phone: '0161 496 0811' },
  { way: 'without JavaScript', script: false, name: 'Wilf Oakhollow', phone: '0161 496 0812' },
]

describe.skipIf(!browser).each(WAYS)('someone is passed to a partner and comes back helped, $way', ({ script, name, phone }) => {
  const at = { request: '' }
  const as = async (persona: string | null, work: (visitor: Visitor) => Promise<void>): Promise<void> => {
    if (!browser) return
    const visitor = await visit(browser, house, house.world.slug, script)
    if (persona) await visitor.signIn(persona)
    await work(visitor)
    await visitor.leave()
  }

  it(
    'the helpline takes the call and refers them, with what they agreed to',
    () =>
      as('helpline', async (visitor) => {
        at.request = await step.takeCall(visitor, name, phone)
        await visitor.press(/Refer to a partner/)
        await visitor.page.getByLabel('Which partner').selectOption({ label: 'Example Hub' })
        await visitor.page.getByLabel(/They agreed that we share this/).check({ force: true })
        await visitor.press(/Send to the partner/)
        expect(await visitor.page.locator('main').textContent()).toContain('Sent, no answer yet')
        await visitor.open('/referrals')
        expect(await visitor.page.locator('main').textContent()).toContain(name)
      }),
    120_000,
  )

  it(
    'the partner answers by its link alone, and says how it ended',
    () =>
      as(null, async ({ page, open, press }) => {
        const address = await link()
        await open(address, 'referral link')
        expect(await page.locator('main').textContent()).toContain(name)
        await page.locator('input[name=answer][value=accept]').check({ force: true })
        await press(/Send your answer/)
        await open(address, 'referral link')
        await page.getByLabel('How did it end?').selectOption('helped')
        await press(/Say how it ended/)
      }),
    120_000,
  )

  it(
    'the helpline closes the request, and its timeline tells it',
    () =>
      as('helpline', async (visitor) => {
        await step.close(visitor, at.request)
        await visitor.open(at.request)
        const told = await visitor.page.locator('main').textContent()
        for (const words of ['Referred to Example Hub', 'Example Hub said yes', 'Example Hub finished', 'Closed R-'])
          expect(told).toContain(words)
      }),
    120_000,
  )
})
