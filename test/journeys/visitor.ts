import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { House } from './house'
import { inspect } from './inspect'

/** One person at a browser: who they are, what they see, what went wrong on the way. */
export interface Visitor {
  readonly page: Page
  readonly script: boolean
  /** Opens a page of the alliance and holds it to what every page must be. */
  open(path: string, name?: string): Promise<void>
  /** Presses the button or link of this name and waits for the next page, which is inspected too. */
  press(name: string | RegExp): Promise<void>
  /** Signs in as a persona by the button on the sign-in page. */
  signIn(persona: string): Promise<void>
  /** The path below the alliance. */
  path(): string
  /** A refusal this person ran into on purpose, which the browser told of as a fault. */
  refusedOnPurpose(told: string): void
  leave(): Promise<void>
}

const plain = (path: string): string => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\b(P|R|S|L|DK)-\d+/g, '$1-')

const watch = (page: Page, faults: string[]): void => {
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`)
  })
}

const nextPage = async (page: Page, act: () => Promise<void>): Promise<void> => {
  await Promise.all([page.waitForEvent('domcontentloaded'), act()])
  await page.waitForLoadState()
}

/** A phone in the hand: narrow, and touched by finger. */
export const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true }
const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }

/** A new person at a browser of their own, with JavaScript on or off. */
export const visit = async (
  browser: Browser,
  house: House,
  slug: string,
  script: boolean,
  device: BrowserContextOptions = DESK,
): Promise<Visitor> => {
  const context: BrowserContext = await browser.newContext({ javaScriptEnabled: script, ...device })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const faults: string[] = []
  watch(page, faults)
  const path = () => new URL(page.url()).pathname.replace(`/${slug}`, '')
  const check = (name = plain(path())) => inspect(page, name, { script })
  return {
    page,
    script,
    path,
    open: async (to, name) => {
      const answer = await page.goto(`${house.origin}/${slug}${to}`)
      expect(answer?.status(), to).toBe(200)
      await check(name)
    },
    press: async (name) => {
      const button = page.getByRole('button', { name }).or(page.getByRole('link', { name })).first()
      await nextPage(page, () => button.click())
      const [wrong] = await page.locator('.govuk-error-summary').allInnerTexts()
      expect(wrong, `after “${name}” on ${path()}`).toBeUndefined()
      await check()
    },
    signIn: async (persona) => {
      await page.goto(`${house.origin}/${slug}/sign-in`)
      await check()
      await nextPage(page, () => page.locator(`form:has([name=persona][value=${persona}]) button`).click())
      await check()
    },
    refusedOnPurpose: (told) => {
      const at = faults.findIndex((fault) => fault.includes(told))
      if (at >= 0) faults.splice(at, 1)
    },
    leave: async () => {
      await context.close()
      expect(faults).toEqual([])
    },
  }
}
