import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toBuffer } from 'bwip-js/node'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deviceForm, recordDevice } from '../../src/modules/devices'
import { tagOf } from '../../src/modules/devices/stock/tag'
import { got } from '../helping'
import { openBrowser } from './browser'
import { type House, openHouse } from './house'
import { type Visitor, visit } from './visitor'

const [WIDE, HIGH] = [640, 480]
const film = await mkdtemp(join(tmpdir(), 'digiknow-film-'))
const FILE = join(film, 'label.y4m')

/** What a camera sees that is held over a label: a film of one picture, in the form Chromium plays in place of a camera. */
const filmLabel = async (address: string): Promise<void> => {
  const label = await toBuffer({
    bcid: 'qrcode',
    text: address,
    scale: 5,
    paddingwidth: 10,
    paddingheight: 10,
    backgroundcolor: 'FFFFFF',
  })
  const seen = sharp({ create: { width: WIDE, height: HIGH, channels: 3, background: '#c9c2b4' } })
  const grey = await seen
    .composite([{ input: await sharp(label).rotate(7, { background: '#c9c2b4' }).toBuffer() }])
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  const frame = Buffer.concat([Buffer.from('FRAME\n'), grey.subarray(0, WIDE * HIGH), Buffer.alloc((WIDE * HIGH) / 2, 128)])
  await writeFile(
    FILE,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDE} H${HIGH} F10:1 Ip A1:1 C420jpeg\n`), ...Array(10).fill(frame)]),
  )
}

const browser: Browser | undefined = await openBrowser([
  ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${FILE}`],
])
let house: House
let tag: string

beforeAll(async () => {
  if (!browser) return
  house = await openHouse()
  const made = got(await recordDevice(await house.world.as('librarian'), deviceForm.parse({ kind: 'tablet', make: 'Samsung' })))
  tag = tagOf(made.reference)
  await filmLabel(`${house.origin}/${house.world.slug}/d/${tag}`)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await house?.close()
  await rm(film, { recursive: true, force: true })
})

const asLibrarian = async (work: (visitor: Visitor) => Promise<void>): Promise<void> => {
  if (!browser) return
  const visitor = await visit(browser, house, house.world.slug, true)
  await visitor.signIn('librarian')
  await work(visitor)
  await visitor.leave()
}

const useOf = async ({ page }: Visitor, path: string): Promise<string> =>
  (await page.request.get(`${house.origin}/${house.world.slug}${path}`)).headers()['permissions-policy'] ?? ''

const askForCamera = ({ page }: Visitor): Promise<string> =>
  page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'let in',
      (error: Error) => error.name,
    ),
  )

describe.skipIf(!browser)('the camera', () => {
  it(
    'reads a label and opens the device',
    () =>
      asLibrarian(async (visitor) => {
        await visitor.open('/scan')
        await visitor.page.getByRole('button', { name: 'Use the camera' }).click()
        await visitor.page.waitForURL(/\/devices\/DK-/)
        expect(tag.startsWith(visitor.path().split('/').at(-1) ?? 'none')).toBe(true)
      }),
    60_000,
  )

  it(
    'counts a device in a stock check',
    () =>
      asLibrarian(async (visitor) => {
        await visitor.open('/stock-checks')
        await visitor.press(/^(Start|Begin)/)
        await visitor.page.getByRole('button', { name: 'Use the camera' }).click()
        await visitor.page.waitForURL(/last=/)
        expect(await visitor.page.locator('main').textContent()).toContain('1 of 1 device found')
      }),
    60_000,
  )

  it(
    'may be used there, and on no other page, whatever a script asks',
    () =>
      asLibrarian(async (visitor) => {
        expect(await useOf(visitor, '/scan')).toContain('camera=(self), microphone=()')
        for (const path of ['/devices', '/stock-checks', '/scan?tag=nonsense', `/devices/${tag}`, '/nowhere'])
          expect(await useOf(visitor, path), path).toContain('camera=(), microphone=()')
        await visitor.open('/scan')
        expect(await askForCamera(visitor)).toBe('let in')
        await visitor.open('/devices')
        expect(await askForCamera(visitor)).toBe('NotAllowedError')
        visitor.refusedOnPurpose('camera is not allowed')
      }),
    60_000,
  )
})
