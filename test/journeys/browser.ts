import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const DEBIANS = '/usr/bin/chromium'

const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** The browser on this machine, else the one npm brought; undefined where neither can be used. */
const findChromium = async (): Promise<string | undefined> => {
  if (existsSync(DEBIANS)) return DEBIANS
  try {
    // Tells the package to unpack the libraries it starts with; its own arguments switch web security off and are left out.
    process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs24.x'
    const { default: packed } = await import('@sparticuz/chromium')
    return await packed.executablePath()
  } catch {
    return undefined
  }
}

/** Starts a browser; undefined, with words on how to run these tests, where there is none. */
export const openBrowser = async (more: readonly string[] = []): Promise<Browser | undefined> => {
  const executablePath = await findChromium()
  const browser = executablePath && (await chromium.launch({ executablePath, args: [...ARGS, ...more] }).catch(() => undefined))
  if (browser) return browser
  console.warn('Skipped: no Chromium here. To run the journeys: apt-get install chromium, then npm test')
  return undefined
}
