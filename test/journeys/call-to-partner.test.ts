import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nextWorkingDay } from '../../src/modules/callbacks'
import { partnerForm, recordPartner } from '../../src/modules/partners'
import { londonInstant, systemClock, today } from '../../src/platform/clock'
import { got } from '../helping'
import { openBrowser } from './browser'
import * as step from './call-to-partner-steps'
import { type House, openHouse } from './house'
import { type Visitor, visit } from './visitor'

const browser: Browser | undefined = await openBrowser()
let house: House

/** A working morning to come, so that people can be rung whatever the hour is here; it goes on from there. */
const workingMorning = () => {
  const ahead = londonInstant(nextWorkingDay(today(systemClock)), '10:20').getTime() - Date.now()
  return { now: () => new Date(Date.now() + ahead) }
}

const PARTNER = { name: 'Age Example', sector: 'voluntary', joinedOn: '2020-04-01', email: 'help@age.example' }

beforeAll(async () => {
  if (!browser) return
  house = await openHouse(workingMorning())
  got(await recordPartner(await house.world.as('lead'), partnerForm.parse(PARTNER)))
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const WAYS = [
  { way: 'with JavaScript', script: true, name: 'Wilma Farrowgate', phone: '0161 496/0741' },
  { way: 'without JavaScript', script: false, name: 'Otto Brindlewick', phone: '0161-496-0742' },
]

/** One after another: each step begins where the one before ended. */
describe.skipIf(!browser).each(WAYS)('someone nobody knew rings, and a partner helps them, $way', ({ script, name, phone }) => {
  const at = { request: '', link: '' }

  const visited = async (persona: string | null, work: (visitor: Visitor) => Promise<void>): Promise<void> => {
    if (!browser) return
    const visitor = await visit(browser, house, house.world.slug, script)
    if (persona) await visitor.signIn(persona)
    await work(visitor)
    await visitor.leave()
  }

  it(
    'the helpline finds nobody by that number, makes the person, and promises to ring back',
    () =>
      visited('helpline', async (visitor) => {
        at.request = await step.takeFirstCall(visitor, name, phone)
      }),
    60_000,
  )

  it(
    'another worker is handed the call-back, rings, and passes them to a partner while they are on the line',
    () =>
      visited('coordinator', async (visitor) => {
        await step.ringBackAndRefer(visitor, name, PARTNER.name)
        at.link = await step.linkSent(house)
      }),
    60_000,
  )

  it(
    'the partner, who has no account, sees what was agreed and no more, and says yes',
    () => visited(null, (visitor) => step.accept(visitor, at.link, { name, phone })),
    60_000,
  )

  it(
    'the helpline reads that they said yes',
    () => visited('coordinator', (visitor) => step.readAnswer(visitor, at.request, PARTNER.name)),
    60_000,
  )

  it('the partner says by the same address how it ended', () => visited(null, (visitor) => step.finish(visitor, at.link)), 60_000)

  it(
    'the helpline closes the request, the address opens nothing more, and the timeline tells it all',
    () =>
      visited('helpline', async (visitor) => {
        await step.closeIt(visitor, at.request)
        await step.readStory(visitor, name, PARTNER.name)
        const gone = await visitor.page.request.get(house.origin + at.link)
        expect(gone.status()).toBe(410)
        expect(await gone.text()).toContain('This is over')
      }),
    60_000,
  )
})
