import { configureProviders } from '../../src/modules/notifications/providers/addresses'
import { readConfig } from '../../src/platform/config'
import { type FakeNotify, KEYS, openFakeNotify, TEMPLATES } from '../fake-notify/index'
import type { House } from './house'
import type { Visitor } from './visitor'

/** Points the program at a fake of GOV.UK Notify, or back at the real one, which nothing here may reach. */
export const carryBy = (notify: FakeNotify | null): void =>
  configureProviders({ ...readConfig({}), ...(notify && { notifyUrl: notify.url }) })

/** An administrator enters the key and the templates, lets messages go at any hour, and gives Notify our token. */
export const setUpNotify = async ({ page, open, press }: Visitor, { origin, world }: House): Promise<FakeNotify> => {
  await open('/ways/change')
  await page.locator('[name=textBy][value=notify]').check({ force: true })
  await page.locator('[name=letterBy][value=print]').check({ force: true })
  await page.getByLabel('API key').fill(KEYS.live)
  await page.getByLabel('Template ID for texts').fill(TEMPLATES.sms.id)
  await page.getByLabel('Quiet from').fill('00:00')
  await page.getByLabel('Quiet until').fill('00:00')
  await page.getByLabel(/Nothing on Sundays/).uncheck({ force: true })
  await press('Save these ways')
  const token = (await page.locator('details code').textContent()) ?? ''
  const hook = (name: string) => ({ url: `${origin}/${world.slug}/hooks/notify/${name}`, token })
  const notify = await openFakeNotify({ receipts: hook('receipts'), texts: hook('texts'), settleMs: 1, retryMs: 50 })
  carryBy(notify)
  return notify
}
