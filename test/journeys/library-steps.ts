import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Visitor } from './visitor'

const choose = (page: Page, name: string, value: string) =>
  page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true })

export const wordsOf = async ({ page }: Visitor): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')

/** A device that nobody gave: bought, recorded with its kit, labelled on a sheet, wiped, and on the shelf. */
export const shelve = async (visitor: Visitor, kind: string, serial: string): Promise<string> => {
  const { page, open, press, path } = visitor
  await open('/devices/new')
  await choose(page, 'kind', kind)
  await page.getByLabel('Make', { exact: true }).fill('Lenovo')
  await page.getByLabel('Model').fill('M10')
  await page.getByLabel('Serial number', { exact: true }).fill(serial)
  await page.getByLabel('What goes with it').fill('Charger, case, printed guide')
  await choose(page, 'condition', 'good')
  await press(/^(Add|Save|Record)/)
  const device = path()
  await open(`${device}/label`)
  expect(await page.locator('svg').count()).toBeGreaterThan(0)
  const sheet = new URL(page.url())
  sheet.pathname = sheet.pathname.replace(/devices.*/, 'device-labels/print')
  sheet.search = `?sheet=L7651&start=3&tags=${device.split('/').at(-1)}`
  const labels = await page.request.get(sheet.href)
  expect([labels.status(), labels.headers()['content-type']]).toEqual([200, 'application/pdf'])
  await wipe(visitor, device)
  return device
}

/** Wiped with what shows it: the device is ready again. */
export const wipe = async (visitor: Visitor, device: string): Promise<void> => {
  const { page, open, press } = visitor
  await open(`${device}/wipe`)
  await choose(page, 'method', 'factory_reset')
  await choose(page, 'passed', 'yes')
  await page.getByLabel('What shows it').fill('Starts at the welcome screen')
  await page.getByLabel('Who did it').fill('Sam')
  await press('Record the wipe')
  await open(device)
  expect(await page.locator('main .govuk-tag').first().textContent()).toBe('Ready')
}

/** Someone joins the waiting list; gives where their place in line is shown. */
export const joinLine = async ({ page, open, press, path }: Visitor, person: string, kind: string): Promise<string> => {
  await open(`/people/${person}/waiting-list`)
  await choose(page, 'kind', kind)
  await page.getByLabel('What is it for?').selectOption('job')
  await press('Put them on the list')
  expect(path()).toMatch(/^\/waiting-list\/W-\d+$/)
  return path()
}

/** Signs with a finger on the glass, as a touch screen tells of it: no mouse. */
const signByFinger = async (page: Page): Promise<void> => {
  const canvas = page.locator('.digiknow-signature canvas')
  await canvas.scrollIntoViewIfNeeded()
  const box = await canvas.boundingBox()
  if (!box) throw new Error('there is a box to sign in')
  const glass = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    glass.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at === undefined ? [] : [{ x: box.x + 20 + at * 2, y: box.y + box.height / 2 + 20 * Math.sin(at / 8) }],
    })
  await touch('touchStart', 0)
  for (let at = 4; at <= 100; at += 4) await touch('touchMove', at)
  await touch('touchEnd')
  await glass.detach()
  await page.getByText('Signed', { exact: true }).waitFor()
}

const dueIn = async (page: Page, due: string): Promise<void> => {
  const [year = '', month = '', day = ''] = due.split('-')
  for (const [part, value] of Object.entries({ day, month, year })) await page.locator(`[name=dueOn-${part}]`).fill(value)
}

/** At the borrower's door, on a phone: the kit ticked piece by piece, and signed once for all of it. */
export const handOverAtTheDoor = async (visitor: Visitor, loan: string, due: string): Promise<void> => {
  const { page, open, press, path, script } = visitor
  await open(`${loan}/collect`)
  await choose(page, 'conditionOut', 'good')
  await choose(page, 'where', 'doorstep')
  for (const piece of await page.locator('input[name=kit]').all()) await piece.check({ force: true })
  await dueIn(page, due)
  if (script) await signByFinger(page)
  else await page.getByLabel(/I have read this/).check({ force: true })
  await press('Hand it over')
  expect(path()).toBe(loan)
  expect(await wordsOf(visitor)).toContain('at their door')
  await open(`${loan}/agreement`)
  expect(await page.locator('svg.digiknow-signed').count()).toBe(script ? 1 : 0)
}

/** More time cannot be had while someone else waits, and the page says so. */
export const askForLonger = async ({ page, open, refusedOnPurpose }: Visitor, loan: string): Promise<string> => {
  await open(`${loan}/extend`)
  const answered = page.waitForResponse((reply) => reply.request().method() === 'POST')
  await page.getByRole('button', { name: 'Give more time' }).click()
  expect((await answered).status()).toBe(409)
  const said = (await page.locator('.govuk-error-summary').textContent()) ?? ''
  refusedOnPurpose('status of 409')
  return said
}

/** Taken back with one part missing, in the borrower's own words. */
export const takeBackWithout = async ({ page, open, press, path }: Visitor, loan: string, part: string): Promise<void> => {
  await open(`${loan}/return`)
  await choose(page, 'conditionBack', 'good')
  for (const piece of await page.locator('input[name=kit]').all())
    if ((await piece.getAttribute('value')) !== part) await piece.check({ force: true })
  await choose(page, 'signedOut', 'yes')
  await choose(page, 'lock', 'off')
  await press('Take it back')
  expect(path()).toBe(`${loan}/thanks`)
}
