import type { Browser } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../src/app'
import { addDays, type Clock, londonInstant, systemClock, today } from '../../src/platform/clock'
import { houseOf } from '../../src/platform/house'
import { formatDate } from '../../src/ui/format'
import type { FakeNotify } from '../fake-notify/index'
import { aPerson } from '../helping'
import { runJobs } from '../jobs'
import { openBrowser } from './browser'
import { type House, openHouse } from './house'
import { borrow } from './lent'
import { carryBy, setUpNotify } from './notify-set-up'
import { type Visitor, visit } from './visitor'

const browser: Browser | undefined = await openBrowser()
let house: House
let notify: FakeNotify | undefined
let hour: Date | undefined

/** What the people here see as now: the hour it is, until a test sets another. */
const clock: Clock = { now: () => hour ?? systemClock.now() }

beforeAll(async () => {
  if (browser) house = await openHouse(clock)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await notify?.close()
  carryBy(null)
  await house?.close()
})

const DAY = today(systemClock)
const now = () => house.world.at(new Date().toISOString())

const TUESDAY = 2

const tuesdayAfter = (day: string): string => {
  const next = addDays(day, 1)
  return new Date(next).getUTCDay() === TUESDAY ? next : tuesdayAfter(next)
}

const as = async (persona: string, script: boolean, work: (visitor: Visitor) => Promise<void>): Promise<void> => {
  if (!browser) return
  const visitor = await visit(browser, house, house.world.slug, script)
  await visitor.signIn(persona)
  await work(visitor)
  await visitor.leave()
}

/** What the program does by itself meanwhile: the morning's reminders, then all that is queued. */
const morning = async (): Promise<void> => {
  for (const { jobs } of modules) await jobs?.['chase-loans']?.(now().system, {}, houseOf(modules))
  await later()
}
const later = (): Promise<void> => runJobs(now(), modules)

const textsTo = (number: string): string[] =>
  (notify?.arrived ?? []).filter(({ to }) => String(to).endsWith(number.slice(-9))).map(({ body }) => body ?? '')

const main = async ({ page }: Visitor): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')

describe.skipIf(!browser)('messages that reach the person', () => {
  it('an administrator sets up GOV.UK Notify, and the key is not shown again', async () => {
    await as('admin', true, async (visitor) => {
      notify = await setUpNotify(visitor, house)
      expect(await visitor.page.content()).not.toContain(notify.keys.live)
    })
  }, 60_000)

  it.each([
    { way: 'with JavaScript', script: true, number: '07700 900456' },
    { way: 'without JavaScript', script: false, number: '07700 900789' },
  ])(
    'a loan is due, a text goes, “1” comes back, the loan is extended and the borrower hears so, $way',
    async ({ script, number }) => {
      const person = await aPerson(house.world, `Reply One ${script}`, { phones: number })
      const loan = await borrow(house.world, person, addDays(DAY, 2))
      await morning()
      const digits = number.replaceAll(' ', '')
      expect(textsTo(digits)).toEqual([expect.stringMatching(/due back on .* Reply 1/)])
      await morning()
      expect(textsTo(digits)).toHaveLength(1)
      notify?.office.receive(`44${digits.slice(1)}`, ' 1 ')
      await notify?.office.settled()
      await later()
      await as('librarian', script, async (visitor) => {
        await visitor.open(`/loans/${loan.reference}`)
        expect(await main(visitor)).not.toContain(`Due back ${formatDate(addDays(DAY, 2))}`)
        const due = await loan.dueNow()
        expect(due > addDays(DAY, 2)).toBe(true)
        expect(textsTo(digits).at(-1)).toContain(`You can keep the tablet until ${formatDate(due)}`)
        await visitor.open(`/people/${person.reference}`)
        expect(await main(visitor)).toContain('loan')
      })
    },
    90_000,
  )

  it('a person with only a postal address gets a letter', async () => {
    const person = await aPerson(house.world, 'Post Only', {
      address: '4 Made-up Lane, Testborough',
      postcode: 'SK3 8NR',
    })
    await borrow(house.world, person, addDays(DAY, 1))
    await morning()
    await as('librarian', false, async (visitor) => {
      await visitor.open('/letters')
      expect(await main(visitor)).not.toContain('Made-up Lane')
      await visitor.press(/^Print 1 letter/)
      const link = visitor.page.locator('a[href$="letters.pdf"]').first()
      const pdf = await visitor.page.request.get(new URL((await link.getAttribute('href')) ?? '', house.origin).href)
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(await pdf.body())), { mergePages: true })
      for (const words of ['Post Only', '4 Made-up Lane', 'SK3 8NR', 'due back']) expect(text).toContain(words)
    })
  }, 60_000)

  it('“never write, safe number, Tuesdays 10 to 12” becomes a call in that window, by that number alone', async () => {
    const person = await aPerson(house.world, 'Only Tuesdays', {
      phones: '0161 496 0777',
      address: '5 Made-up Lane',
      postcode: 'SK3 8NR',
    })
    await as('helpline', false, async ({ page, open, press }) => {
      await open(`/people/${person.reference}/safe-contact`)
      await page.getByLabel('The only number it is safe to ring').fill('0161 496 0778')
      await page.locator('[name=day1][value=tuesday]').check()
      await page.locator('[name=from1]').fill('10:00')
      await page.locator('[name=until1]').fill('12:00')
      await page.getByLabel('Never send a text').check({ force: true })
      await page.getByLabel(/Never write/).check({ force: true })
      await press('Save this plan')
    })
    await borrow(house.world, person, addDays(DAY, -4))
    const before = notify?.arrived.length
    await morning()
    expect(notify?.arrived.length).toBe(before)
    await as('helpline', true, async (visitor) => {
      await visitor.open('/call-backs')
      expect(await main(visitor)).toMatch(/Only Tuesdays.*Tuesday.*10am.*(12pm|midday|noon)/)
    })
    for (const { time, safe } of [
      { time: '09:50', safe: false },
      { time: '11:00', safe: true },
      { time: '12:10', safe: false },
    ]) {
      hour = londonInstant(tuesdayAfter(DAY), time)
      await as('helpline', true, async (visitor) => {
        await visitor.open(`/people/${person.reference}`)
        expect((await main(visitor)).includes('0161 496 0778'), time).toBe(safe)
        expect(await visitor.page.content()).not.toContain('496 0777')
      })
    }
  }, 60_000)
})
