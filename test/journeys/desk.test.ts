import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordPerson } from '../../src/modules/people'
import { personForm } from '../../src/modules/people/person'
import { openBrowser } from './browser'
import { type House, openHouse } from './house'
import { type Visitor, visit } from './visitor'

const browser: Browser | undefined = await openBrowser()
let house: House

const known = async (name: string, phones: string): Promise<void> => {
  const made = await recordPerson(house.world.system, personForm.parse({ name, phones }))
  if (!made.ok) throw new Error(made.says)
}

beforeAll(async () => {
  if (!browser) return
  house = await openHouse()
  await known('Rita Lanternmoor', '0161 496 0701')
  await known('Shivaun Quillbrook', '0161 496 0702')
  await known('Edwin Marlpit', '0161 496 0703')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const as = async (persona: string, work: (visitor: Visitor) => Promise<void>, script = true): Promise<void> => {
  if (!browser) return
  const visitor = await visit(browser, house, house.world.slug, script)
  await visitor.signIn(persona)
  await work(visitor)
  await visitor.leave()
}

/** A keyboard that counts: each key pressed is one, also those held; words typed are none. */
const keyboard = ({ page }: Visitor) => {
  let strokes = 0
  return {
    press: async (keys: string): Promise<void> => {
      strokes += keys.split('+').length
      await page.keyboard.press(keys)
    },
    type: (words: string) => page.keyboard.type(words),
    strokes: () => strokes,
  }
}

const focused = ({ page }: Visitor): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '')

const calls = () =>
  house.world.db.transaction(house.world.system, (tx) =>
    tx
      .selectFrom('call')
      .innerJoin('person as p', 'p.id', 'call.person_id')
      .select(['p.name', 'call.notes', 'call.minutes'])
      .execute(),
  )

const callBacks = () =>
  house.world.db.transaction(house.world.system, (tx) =>
    tx
      .selectFrom('call_back')
      .innerJoin('person as p', 'p.id', 'call_back.person_id')
      .select(['p.name', 'call_back.status'])
      .execute(),
  )

const MOST_STROKES = 12

describe.skipIf(!browser)('at the call desk, by keyboard alone', () => {
  it(
    `a returning caller's call with a booked call-back takes at most ${MOST_STROKES} keys beyond the words`,
    () =>
      as('helpline', async (visitor) => {
        const { page } = visitor
        await visitor.open('/requests')
        const keys = keyboard(visitor)
        await keys.press('c')
        await page.waitForURL(/\/calls\/new/)
        expect(await focused(visitor)).toBe('q')
        await keys.type('lantern')
        await page.locator('#found li a').waitFor()
        await keys.press('Enter')
        await page.waitForURL(/person=P-/)
        await page.waitForLoadState()
        expect(await focused(visitor)).toBe('notes')
        await keys.type('Her tablet is full. Ring her when the new card is here: r 1 c q')
        await keys.press('Escape')
        await keys.press('1')
        await keys.press('r')
        await keys.press('Control+Enter')
        await page.waitForURL(/\/requests\/R-/)
        console.info(`${keys.strokes()} keys beyond the words typed`)
        expect(keys.strokes()).toBeLessThanOrEqual(MOST_STROKES)
        expect(await calls()).toMatchObject([{ name: 'Rita Lanternmoor', notes: expect.stringContaining('r 1 c q') }])
        expect(await callBacks()).toEqual([{ name: 'Rita Lanternmoor', status: 'waiting' }])
      }),
    60_000,
  )

  it(
    'single keys can be switched off, and then do nothing',
    () =>
      as('helpline', async (visitor) => {
        await visitor.open('/calls/new')
        await visitor.page.getByRole('button', { name: /Single keys/ }).click()
        await visitor.open('/requests')
        await visitor.page.keyboard.press('c')
        await visitor.page.waitForTimeout(300)
        expect(visitor.path()).toBe('/requests')
      }),
    60_000,
  )
})

describe.skipIf(!browser)('at the call desk', () => {
  it('the browser closed in the middle of a call loses nothing, and another call has none of its words', async () => {
    if (!browser) return
    const visitor = await visit(browser, house, house.world.slug, true)
    await visitor.signIn('helpline')
    await visitor.open('/calls/new')
    await visitor.page.getByLabel(/What are they telling you/).fill('Half of what she said')
    await visitor.page.getByText(/^Kept at/).waitFor()
    await visitor.page.context().close()
    await as('helpline', async ({ open, page }) => {
      await open('/calls/new')
      expect(await page.getByLabel(/What are they telling you/).inputValue()).toBe('')
      await page.getByRole('link', { name: 'Nobody found yet' }).click()
      await page.waitForURL(/draft=/)
      expect(await page.getByLabel(/What are they telling you/).inputValue()).toBe('Half of what she said')
    })
  }, 60_000)

  it(
    '“Kept at” stands for what is kept alone; what is typed in the last moment before the page closes is kept too',
    () =>
      as('helpline', async ({ open, page }) => {
        await open('/calls/new?q=quillbrook')
        const opened = page.waitForResponse(/\/calls\/drafts\//)
        await page.locator('#found li a').click()
        await (await opened).finished()
        const [told, notes] = [page.locator('[data-saved]'), page.getByLabel(/What are they telling you/)]
        await page.waitForTimeout(100)
        expect(await told.textContent()).toBe('')
        const held = Promise.withResolvers<void>()
        await page.route(/\/calls\/drafts\//, async (route) => {
          await held.promise
          await route.continue()
        })
        await notes.fill('She wants to see the sea')
        expect(await told.textContent()).toBe('Not kept yet')
        await page.waitForTimeout(900)
        expect(await told.textContent()).toBe('Not kept yet')
        held.resolve()
        await page.getByText(/^Kept at/).waitFor()
        await page.unroute(/\/calls\/drafts\//)
        const other = await page.context().newPage()
        await notes.fill('She wants to see the sea at Whitby')
        await page.close()
        await expect
          .poll(
            async () => {
              await other.goto(`${house.origin}/${house.world.slug}/calls/unfinished`)
              return other.getByText('She wants to see the sea at Whitby').count()
            },
            { timeout: 20_000 },
          )
          .toBe(1)
        await other.close()
      }),
    60_000,
  )

  it(
    'finding the caller takes along what is typed already',
    () =>
      as('helpline', async ({ open, page }) => {
        await open('/calls/new')
        await page.getByLabel(/What are they telling you/).fill('Said before her name')
        await page.locator('input[name=needs][value=data]').check()
        await page.locator('#q').fill('quillbrook')
        await page.locator('#found li a').click()
        await page.waitForURL(/person=P-/)
        expect(await page.getByLabel(/What are they telling you/).inputValue()).toBe('Said before her name')
        expect(await page.locator('input[name=needs][value=data]').isChecked()).toBe(true)
      }),
    60_000,
  )

  it(
    'an open screen shows who is on which call and what is to ring, without being asked again',
    () =>
      as('coordinator', async (watching) => {
        await watching.open('/calls/now')
        await watching.open('/calls/new')
        await as('helpline', async ({ open, page, press }) => {
          await open('/find?q=marlpit')
          await press('Edwin Marlpit')
          await page.getByRole('link', { name: 'Record a call' }).first().click()
          await watching.page.locator('#now-on-calls', { hasText: 'Edwin Marlpit' }).waitFor()
          await page.locator('input[name=needs][value=data]').check()
          await page.locator('input[name=next][value=ring]').check()
          await page.locator('select[name=ringOn]').selectOption({ index: 0 })
          await page.locator('select[name=nextPart]').selectOption('morning')
          await press(/Save and end call/)
        })
        await watching.page.locator('#now-on-calls:not(:has-text("Edwin"))').waitFor({ state: 'attached' })
      }),
    60_000,
  )

  it(
    'without a script, a call is put aside with all its words, and gone on with',
    () =>
      as(
        'coordinator',
        async ({ open, page, press, path }) => {
          await open('/calls/new')
          await page.getByLabel('Name', { exact: true }).fill('Put Aside')
          await page.getByLabel(/What are they telling you/).fill('He will ring again')
          await press('Put aside for now')
          expect(path()).toBe('/calls/unfinished')
          await press('Put Aside')
          expect(await page.getByLabel(/What are they telling you/).inputValue()).toBe('He will ring again')
          await page.locator('input[name=needs][value=data]').check()
          await page.locator('input[name=next][value=sorted]').check()
          await press(/Save and end call/)
          expect(path()).toMatch(/^\/requests\/R-/)
          await open('/calls/unfinished')
          expect(await page.locator('main').textContent()).toContain('You have none')
        },
        false,
      ),
    60_000,
  )
})
