import { expect } from 'vitest'
import type { House } from './house'
import type { Visitor } from './visitor'

const WORDS = 'Her bus pass form is online only now.'

const tick = ({ page }: Visitor, name: string, value: string) => page.locator(`input[name=${name}][value=${value}]`).check()

/** All that is said on the page, with single spaces. */
export const said = async ({ page }: Visitor): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')

/** Looks for the number first: with a script while typing, otherwise by the button. */
const lookFor = async ({ page, script }: Visitor, phone: string): Promise<void> => {
  await page.locator('#q').fill(phone)
  if (!script) await Promise.all([page.waitForURL(/[?&]q=/), page.locator('.digiknow-find button').click()])
  await page.locator('#found', { hasText: 'We know nobody by that yet' }).waitFor()
}

/** A caller nobody knows: a person, a request and a promise to ring this very morning. */
export const takeFirstCall = async (visitor: Visitor, name: string, phone: string): Promise<string> => {
  const { page, open, press, path } = visitor
  await open('/calls/new')
  await lookFor(visitor, phone)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Phone, in any format').fill(phone)
  await page.getByLabel('Postcode', { exact: true }).fill('sk38nr')
  await page.getByLabel(/What are they telling you/).fill(WORDS)
  await tick(visitor, 'needs', 'task')
  await tick(visitor, 'barriers', 'skills_and_confidence')
  await tick(visitor, 'next', 'ring')
  await page.locator('select[name=ringOn]').selectOption({ label: 'Today' })
  await page.locator('select[name=nextPart]').selectOption('morning')
  await press(/Save and end call/)
  expect(path()).toMatch(/^\/requests\/R-\d+$/)
  expect(await said(visitor)).toContain('We will ring them')
  return path()
}

/** The queue hands out the person; on the call they agree to be passed on. */
export const ringBackAndRefer = async (visitor: Visitor, name: string, partner: string): Promise<void> => {
  const { page, open, press, path } = visitor
  await open('/call-backs')
  expect(await said(visitor)).toContain(name)
  await press(/Next call/)
  expect(path()).toBe('/calls/new')
  expect(await said(visitor)).toContain('We owe them a call')
  expect(await page.locator('input[name=callBacks]').isChecked()).toBe(true)
  await page.getByLabel(/What are they telling you/).fill('Would like someone to sit beside her with the form.')
  await tick(visitor, 'next', 'refer')
  await page.locator('select[name=pickRefer]').selectOption({ label: partner })
  await press(/Save and end call/)
  expect(await said(visitor)).toMatch(new RegExp(`${partner}.*Sent, no answer yet`))
}

/** The address the partner was emailed last. */
export const linkSent = async ({ world }: House): Promise<string> => {
  const [message] = await world.db.transaction({ allianceId: world.allianceId }, (tx) =>
    tx.selectFrom('message').select('body').where('about_type', '=', 'referral').orderBy('id', 'desc').limit(1).execute(),
  )
  const [address = ''] = /http\S+\/sent-to-you\/\S+/.exec(message?.body ?? '') ?? []
  return new URL(address).pathname
}

const openLink = async ({ open, path, page }: Visitor, link: string): Promise<void> => {
  await open(link.replace(/^\/[^/]+/, ''))
  expect(path()).toContain('/sent-to-you/')
  // Without an account there is no way on from here into the house.
  expect(await page.locator('a[href*="/people/"], a[href*="/requests/"]').count()).toBe(0)
}

export const accept = async (visitor: Visitor, link: string, who: { name: string; phone: string }): Promise<void> => {
  const { page, press } = visitor
  await openLink(visitor, link)
  const told = await said(visitor)
  expect(told).toContain(`Can you help ${who.name}?`)
  expect(told.replaceAll(/\D/g, '')).toContain(who.phone.replaceAll(/\D/g, ''))
  for (const kept of ['SK3 8NR', WORDS, 'sit beside her']) expect(told).not.toContain(kept)
  await page.locator('input[name=answer][value=accept]').check({ force: true })
  await press('Send your answer')
  expect(await said(visitor)).toContain('Thank you for helping')
}

export const readAnswer = async (visitor: Visitor, request: string, partner: string): Promise<void> => {
  await visitor.open('/for-you')
  expect(await said(visitor)).toContain(`${partner} said yes`)
  await visitor.open(request)
  expect(await said(visitor)).toContain('They are helping')
}

export const finish = async (visitor: Visitor, link: string): Promise<void> => {
  await openLink(visitor, link)
  await visitor.page.getByLabel('How did it end?').selectOption({ label: 'They got help' })
  await visitor.press('Say how it ended')
  expect(await said(visitor)).toContain('Thank you for your help')
}

export const closeIt = async (visitor: Visitor, request: string): Promise<void> => {
  const { page, open, press } = visitor
  await open(request)
  expect(await said(visitor)).toContain('Finished: they got help')
  await press('Close')
  await page.locator('input[name=outcome][value=helped]').check({ force: true })
  await page.getByLabel('What changed for them').fill('She filled in the form herself the second time.')
  await press('Close it')
}

/** The call-back was promised in the moment the request was opened, so neither comes first. */
const PROMISED = /We will ring them, from/

const STORY = (partner: string): RegExp[] => [
  /Asked for help: Help with a task/,
  /We rang them as we said/,
  new RegExp(`Referred to ${partner}`),
  new RegExp(`${partner} said yes`),
  new RegExp(`${partner} finished F-\\d+: they got help`),
  /Closed R-\d+: they got help/,
]

/** The person's own timeline, found by name, tells what happened in the order it did. */
export const readStory = async (visitor: Visitor, name: string, partner: string): Promise<void> => {
  const { page, press } = visitor
  await press(name)
  const lines = (await page.locator('.digiknow-time li').allInnerTexts()).toReversed()
  expect(lines.filter((line) => PROMISED.test(line))).toHaveLength(1)
  const told = STORY(partner).map((words) => lines.findIndex((line) => words.test(line)))
  expect(told, lines.join('\n')).not.toContain(-1)
  expect(told).toEqual(told.toSorted((one, other) => one - other))
}
