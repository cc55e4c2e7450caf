import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../src/app'
import { addDays, systemClock, today } from '../../src/platform/clock'
import { houseOf } from '../../src/platform/house'
import { formatDate } from '../../src/ui/format'
import type { FakeNotify } from '../fake-notify/index'
import { aPerson } from '../helping'
import { runJobs } from '../jobs'
import { openBrowser } from './browser'
import { type House, openHouse } from './house'
import * as step from './library-steps'
import { carryBy, setUpNotify } from './notify-set-up'
import { PHONE, type Visitor, visit } from './visitor'

const browser: Browser | undefined = await openBrowser()
let house: House
let notify: FakeNotify | undefined

type Work = (visitor: Visitor) => Promise<void>

const as = async (persona: string, script: boolean, work: Work, device?: BrowserContextOptions): Promise<void> => {
  if (!browser) return
  const visitor = await visit(browser, house, house.world.slug, script, device)
  await visitor.signIn(persona)
  await work(visitor)
  await visitor.leave()
}

beforeAll(async () => {
  if (!browser) return
  house = await openHouse()
  await as('admin', false, async (visitor) => {
    notify = await setUpNotify(visitor, house)
  })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await notify?.close()
  carryBy(null)
  await house?.close()
})

const DAY = today(systemClock)
const DUE = addDays(DAY, 3)
const now = () => house.world.at(new Date().toISOString())

/** What the program does by itself meanwhile. */
const later = (): Promise<void> => runJobs(now(), modules)
const morning = async (): Promise<void> => {
  for (const { jobs } of modules) await jobs?.['chase-loans']?.(now().system, {}, houseOf(modules))
  await later()
}

const lastTextTo = (phone: string): string =>
  (notify?.arrived ?? []).filter(({ to }) => String(to).endsWith(phone.replaceAll(' ', '').slice(-9))).at(-1)?.body ?? ''

const reply = async (phone: string, words: string): Promise<void> => {
  notify?.office.receive(`44${phone.replaceAll(' ', '').slice(1)}`, words)
  await notify?.office.settled()
  await later()
}

const WAYS = [
  { way: 'with JavaScript, signed by finger', script: true, kind: 'tablet', name: 'Vera Tidewell', phone: '07700 900611' },
  { way: 'without JavaScript', script: false, kind: 'laptop', name: 'Amos Fennimore', phone: '07700 900622' },
]

/** One after another: each step begins where the one before ended. */
describe.skipIf(!browser).each(WAYS)('a device in the right hands and back, $way', ({ script, kind, name, phone }) => {
  const at = { device: '', person: '', loan: '', waits: '', next: '' }
  const tag = () => at.device.split('/').at(-1) ?? ''

  it('a new device is labelled, wiped and ready, and offered to who waits', async () => {
    at.person = (await aPerson(house.world, name, { phones: phone })).reference
    await as('librarian', script, async (visitor) => {
      at.device = await step.shelve(visitor, kind, `LIB-${kind}`)
      at.waits = await step.joinLine(visitor, at.person, kind)
      await later()
      await visitor.open(at.waits)
      expect(await step.wordsOf(visitor)).toContain(tag())
      const link = visitor.page.locator('main a[href*="/loans/L-"]').first()
      at.loan = /\/loans\/L-\d+/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? ''
    })
    expect(lastTextTo(phone)).toContain(`a ${kind} is ready for you`)
  }, 60_000)

  it('it is handed over at the door, on a phone, and signed once for the whole kit', async () => {
    await as('librarian', script, (visitor) => step.handOverAtTheDoor(visitor, at.loan, DUE), PHONE)
  }, 60_000)

  it('a reminder comes, and more time is refused while another waits, with the reason', async () => {
    await morning()
    expect(lastTextTo(phone)).toContain(`is due back on ${formatDate(DUE)}`)
    const other = await aPerson(house.world, `After ${name}`, {})
    await as('librarian', script, async (visitor) => {
      at.next = await step.joinLine(visitor, other.reference, kind)
      await reply(phone, '1')
      expect(lastTextTo(phone)).toContain(`Someone else is waiting for a ${kind}. Please bring it back by ${formatDate(DUE)}`)
      expect(await step.askForLonger(visitor, at.loan)).toContain(`Someone else is waiting for a ${kind}`)
      await visitor.open(at.loan)
      expect(await step.wordsOf(visitor)).toMatch(new RegExp(`Due back ?${formatDate(DUE)}`))
    })
  }, 60_000)

  it('it comes back without its charger, is wiped, is ready, and goes to who waits', async () => {
    await as('librarian', script, async (visitor) => {
      await step.takeBackWithout(visitor, at.loan, 'Charger')
      await visitor.open(at.device)
      expect(await step.wordsOf(visitor)).toContain('Missing: Charger')
      await step.wipe(visitor, at.device)
      await later()
      await visitor.open(at.next)
      expect(await step.wordsOf(visitor)).toContain(tag())
    })
  }, 60_000)
})
