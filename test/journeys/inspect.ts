import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export const WIDTHS = [360, 1280] as const

const violationsOf = async (page: Page): Promise<string[]> => {
  // Put in by the debugger rather than by a tag: the page's own policy lets no stranger's script in, and is left as it is.
  await page.evaluate(source)
  const { violations } = (await page.evaluate(
    (tags) => (globalThis as unknown as { axe: { run(options: object): Promise<unknown> } }).axe.run({ runOnly: tags }),
    TAGS,
  )) as AxeResults
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

interface Shape {
  readonly headings: number
  readonly title: string
  readonly lang: string
  readonly overflow: number
}

const shapeOf = (page: Page): Promise<Shape> =>
  page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    lang: document.documentElement.lang,
    overflow: document.documentElement.scrollWidth - window.innerWidth,
  }))

const seen = new Set<string>()

/** Holds a page to what every page must be, narrow and wide; the same page, by its name, once only. */
export const inspect = async (page: Page, name: string, { script }: { script: boolean }): Promise<void> => {
  const key = `${name} ${script}`
  if (seen.has(key)) return
  seen.add(key)
  const before = page.viewportSize()
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    const { headings, title, lang, overflow } = await shapeOf(page)
    expect({ headings, lang, wide: overflow > 0 }, `${name} at ${width}`).toEqual({ headings: 1, lang: 'en', wide: false })
    expect(title, name).not.toBe('')
    if (script) expect(await violationsOf(page), `${name} at ${width}`).toEqual([])
  }
  if (before) await page.setViewportSize(before)
}
