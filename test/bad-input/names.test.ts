import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../src/platform/command'
import { openSite, type Site } from '../site'
import { newWorld, type World } from '../world'

let world: World
let site: Site
let desk: Ctx

beforeAll(async () => {
  world = await newWorld()
  site = await openSite(world)
  desk = await world.as('helpline')
})

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const NAMES = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://evil.example","Click")',
  '+44 161 cmd',
  '@SUM(A1:A9)',
  '\u202Eelbat desrever',
  'فاطمة الزهراء',
  '👩‍🦳 Nan 👨‍👩‍👧‍👦',
  "O'Brien-Ó Súilleabháin",
  'Zoë'.normalize('NFD'),
]

describe.each(NAMES)('a person called %s', (name) => {
  it('is kept as typed, shown as text, and safe to open in a spreadsheet', async () => {
    const made = await site.post(desk, '/people/new', { name })
    expect(made.statusCode).toBe(303)
    const own = String(made.headers.location).slice(world.slug.length + 1)
    for (const page of [await site.get(desk, own), await site.get(desk, '/people')]) {
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain(escaped(name))
      if (name.includes('<')) expect(page.body).not.toContain(name)
    }
    const csv = (await site.get(desk, '/people?format=csv')).body
    const cell = csv.split('\n').find((line) => line.includes(name.replaceAll('"', '""'))) ?? ''
    expect(cell).not.toBe('')
    // A cell that starts like a formula is opened as text.
    expect(cell).not.toMatch(/^"?[=+@-]/)
  })
})

it('a null byte is taken out, and the rest is kept', async () => {
  const made = await site.post(desk, '/people/new', { name: 'Nul\u0000l Byte' })
  expect(made.statusCode).toBe(303)
  expect((await site.get(desk, '/people')).body).toContain('Null Byte')
})

it('a null byte in an address finds nothing', async () => {
  for (const path of ['/people/%00', '/people/P-1%00', '/people?q=%00', '/people?after=%00', '/find?q=%00']) {
    const { statusCode } = await site.get(desk, path)
    expect([200, 400, 404], path).toContain(statusCode)
  }
})
