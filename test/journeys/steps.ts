import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Visitor } from './visitor'

const choose = (page: Page, name: string, value: string) =>
  page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true })

/** A caller nobody knows rings; before hanging up there is a person, a call, a request and a next step. */
export const takeCall = async ({ page, open, press, path }: Visitor, name: string, phone: string): Promise<string> => {
  await open('/calls/new')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Phone, in any format').fill(phone)
  await page.getByLabel('Postcode', { exact: true }).fill('sk38nr')
  await page.getByLabel(/What are they telling you/).fill('Wants to see her grandson on a screen.')
  await choose(page, 'needs', 'learn_skills')
  await choose(page, 'needs', 'borrow_device')
  await choose(page, 'barriers', 'cost')
  await choose(page, 'next', 'session')
  await press(/Save and end call/)
  expect(path()).toMatch(/^\/requests\/R-\d+$/)
  expect(await page.locator('main').textContent()).toContain('Wants to see her grandson')
  return path()
}

/** The desk finds the person again by any spelling of the number, and reads where the person's page is. */
export const findAgain = async ({ open, press, path }: Visitor, name: string, phone: string): Promise<string> => {
  await open(`/find?q=${encodeURIComponent(phone.replace('0', '+44 ').replace('/', '-'))}`)
  await press(name)
  return path()
}

export const askChampion = async ({ open, press, page }: Visitor, request: string): Promise<void> => {
  await open(request)
  await press(/Find a champion/)
  await press('Ask Joan Mentor')
  expect(await page.locator('main').textContent()).toContain('Joan Mentor')
}

/** The champion says yes in her own area: only then does she see the whole name and the phone. */
export const sayYes = async ({ page, open, press }: Visitor, name: string): Promise<void> => {
  await open('/my')
  const [first = ''] = name.split(' ')
  expect(await page.locator('main').textContent()).not.toContain(name)
  await press(`Yes, I will help ${first}`)
  expect(await page.locator('main').textContent()).toContain(name)
}

export const recordSession = async ({ page, open, press, path }: Visitor, person: string): Promise<void> => {
  await open(`/my/learners/${person.split('/').at(-1)}/sessions/record`)
  await choose(page, 'way', 'in_person')
  await page.getByLabel('How long it took').fill('45')
  await page.locator('input[name=skills]').first().check({ force: true })
  await press(/^(Save|Record)/)
  expect(path()).toBe('/my')
}

export const checkSkills = async (
  { page, open, press }: Visitor,
  request: string,
  moment: string,
  answer: string,
): Promise<void> => {
  await open(`${request}/skills/${moment}`)
  for (const one of await page.locator(`input[type=radio][value=${answer}]`).all()) await one.check({ force: true })
  await press('Save this skill check')
}

/** A device joins the stock, has its label printed, and is wiped. */
export const addDevice = async ({ page, open, press, path }: Visitor, serial: string): Promise<string> => {
  await open('/devices/new')
  await choose(page, 'kind', 'tablet')
  await page.getByLabel('Make', { exact: true }).fill('Samsung')
  await page.getByLabel('Model').fill('Tab A8')
  await page.getByLabel('Serial number', { exact: true }).fill(serial)
  await choose(page, 'condition', 'good')
  await press(/^(Add|Save|Record)/)
  const device = path()
  expect(device).toMatch(/^\/devices\/DK-\d+$/)
  await open(`${device}/label`)
  expect(await page.locator('svg').count()).toBeGreaterThan(0)
  await recordWipe({ page, open, press } as Visitor, device)
  return device
}

export const recordWipe = async ({ page, open, press }: Visitor, device: string): Promise<void> => {
  await open(`${device}/wipe`)
  await choose(page, 'method', 'factory_reset')
  await choose(page, 'passed', 'yes')
  await page.getByLabel('What shows it').fill('Starts at the welcome screen')
  await page.getByLabel('With what').fill('Its own settings')
  await page.getByLabel('Who did it').fill('Sam')
  await press('Record the wipe')
}

/** With a script the agreement is signed by drawing; without one, by a tick and the name. */
const sign = async ({ page, script }: Visitor): Promise<void> => {
  const canvas = page.locator('canvas')
  if (!script) return page.getByLabel(/I have read this/).check({ force: true })
  await canvas.scrollIntoViewIfNeeded()
  const box = await canvas.boundingBox()
  if (!box) throw new Error('there is a box to sign in')
  await page.mouse.move(box.x + 20, box.y + 20)
  await page.mouse.down()
  for (const at of [40, 60, 90, 120]) await page.mouse.move(box.x + at, box.y + 20 + (at % 40))
  await page.mouse.up()
}

export const lend = async (visitor: Visitor, request: string, device: string, name: string): Promise<string> => {
  const { page, open, press, path } = visitor
  await open(`${request}/lend`)
  await choose(page, 'device', device.split('/').at(-1) ?? '')
  await press('Put it by for them')
  const loan = path()
  expect(loan).toMatch(/^\/loans\/L-\d+$/)
  await press('Hand it over')
  await choose(page, 'conditionOut', 'good')
  await page.getByLabel('Full name of the person who signs').fill(name)
  await sign(visitor)
  await press('Hand it over')
  expect(path()).toBe(loan)
  await open(`${loan}/agreement`)
  expect(await page.locator('body').textContent()).toContain(name)
  return loan
}

export const takeBack = async ({ page, open, press, path }: Visitor, loan: string): Promise<void> => {
  await open(loan)
  await press('Take it back')
  await choose(page, 'conditionBack', 'good')
  await choose(page, 'kitComplete', 'yes')
  await press('Take it back')
  expect(path()).toBe(`${loan}/thanks`)
}

export const close = async ({ page, open, press }: Visitor, request: string): Promise<void> => {
  await open(`${request}/close`)
  await choose(page, 'outcome', 'helped')
  await page.getByLabel('What changed for them').fill('She rings her grandson by herself.')
  await press('Close it')
  expect(await page.locator('main').textContent()).toContain('She rings her grandson by herself.')
}
