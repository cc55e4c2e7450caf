import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jsQR from 'jsqr'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { labelSheet } from './label-sheet'
import { cellOf, SHEET_CODES, SHEETS, type SheetCode } from './sheets'

const PRINTER = '/usr/bin/pdftoppm'
/** Dots a millimetre: 300 to the inch. */
const DOTS = 300 / 25.4
const A4 = { width: 210, height: 297 }

const many = ({ across, down }: (typeof SHEETS)[SheetCode]): number => across * down

const label = (nth: number) => ({
  address: `https://digiknow.example/stockport/d/DK-0${300 + nth}-4`,
  tag: `DK-0${300 + nth}-4`,
  lines: ['DigiKnow Alliance tablet', 'Found it? Ring 0161 496 0142'],
})

interface Picture {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

/** The first page as a printer would set it, one number of grey for each dot. */
const printed = async (pdf: Buffer): Promise<Picture> => {
  const folder = mkdtempSync(join(tmpdir(), 'digiknow-labels-'))
  writeFileSync(join(folder, 'labels.pdf'), pdf)
  execFileSync(PRINTER, ['-r', '300', '-f', '1', '-l', '1', '-gray', join(folder, 'labels.pdf'), join(folder, 'page')])
  const name = ['page-1.pgm', 'page-01.pgm'].find((one) => existsSync(join(folder, one))) ?? ''
  const file = readFileSync(join(folder, name))
  rmSync(folder, { recursive: true })
  const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(file.subarray(0, 40).toString('latin1'))
  const [all = '', width, height] = head ?? []
  return { data: file.subarray(all.length), width: Number(width), height: Number(height) }
}

const isInk = ({ data, width }: Picture, x: number, y: number): boolean => (data[y * width + x] ?? 255) < 128

/** The edges of all ink within a part of the page, in millimetres from the paper's left and top. */
const inkWithin = (picture: Picture, at: { x: number; y: number }, width: number, height: number) => {
  const edges = { left: 1e9, top: 1e9, right: -1, bottom: -1 }
  const [x0, y0] = [Math.ceil(at.x * DOTS), Math.ceil(at.y * DOTS)]
  for (let y = y0; y < Math.min((at.y + height) * DOTS, picture.height); y += 1)
    for (let x = x0; x < Math.min((at.x + width) * DOTS, picture.width); x += 1)
      if (isInk(picture, x, y)) {
        edges.left = Math.min(edges.left, x)
        edges.right = Math.max(edges.right, x + 1)
        edges.top = Math.min(edges.top, y)
        edges.bottom = Math.max(edges.bottom, y + 1)
      }
  const mm = (dots: number): number => dots / DOTS
  return { left: mm(edges.left), top: mm(edges.top), right: mm(edges.right), bottom: mm(edges.bottom) }
}

/** What a phone reads in a part of the page. */
const readIn = async (picture: Picture, at: { x: number; y: number }, width: number, height: number): Promise<string> => {
  const part = {
    left: Math.round(at.x * DOTS),
    top: Math.round(at.y * DOTS),
    width: Math.floor(width * DOTS),
    height: Math.floor(height * DOTS),
  }
  const raw = { width: picture.width, height: picture.height, channels: 1 as const }
  const { data, info } = await sharp(picture.data, { raw })
    .extract(part)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? ''
}

describe('a sheet of labels', () => {
  it.each(SHEET_CODES)('%s fits on A4, and no two labels share paper', (code) => {
    const sheet = SHEETS[code]
    const last = cellOf(sheet, many(sheet) - 1)
    expect(last.page).toBe(0)
    expect(last.x + sheet.width).toBeLessThanOrEqual(A4.width)
    expect(last.y + sheet.height).toBeLessThanOrEqual(A4.height)
    expect(sheet.stepX).toBeGreaterThanOrEqual(sheet.width)
    expect(sheet.stepY).toBeGreaterThanOrEqual(sheet.height)
    expect(cellOf(sheet, many(sheet))).toEqual({ page: 1, x: sheet.left, y: sheet.top })
  })
})

describe.skipIf(!existsSync(PRINTER))('a sheet as it is printed', () => {
  it.each(SHEET_CODES)(
    '%s: the first and the last label are where the sheet has them, two millimetres clear, and can be read',
    async (code) => {
      const sheet = SHEETS[code]
      for (const nth of [0, many(sheet) - 1]) {
        const page = await printed(await labelSheet(sheet, [label(nth)], nth + 1))
        expect(page.width / DOTS).toBeCloseTo(A4.width, 0)
        expect(page.height / DOTS).toBeCloseTo(A4.height, 0)
        const cell = cellOf(sheet, nth)
        const ink = inkWithin(page, cell, sheet.width, sheet.height)
        // Within a tenth of a millimetre: one dot of the printer
        expect(Math.abs(ink.left - cell.x - 2), `${nth} left`).toBeLessThan(0.1)
        expect(ink.top, `${nth} top`).toBeGreaterThanOrEqual(cell.y + 1.9)
        expect(ink.right, `${nth} right`).toBeLessThanOrEqual(cell.x + sheet.width - 1)
        expect(ink.bottom, `${nth} bottom`).toBeLessThanOrEqual(cell.y + sheet.height - 1.9)
        expect(inkWithin(page, { x: 0, y: 0 }, A4.width, A4.height)).toEqual(ink)
        expect(await readIn(page, cell, sheet.width, sheet.height)).toBe(label(nth).address)
      }
    },
  )

  it('from the fifth label on leaves the first four for another day', async () => {
    const page = await printed(await labelSheet(SHEETS.L7160, [label(0)], 5))
    const { width, height } = SHEETS.L7160
    for (const nth of [0, 1, 2, 3, 5]) expect(inkWithin(page, cellOf(SHEETS.L7160, nth), width, height).right).toBeLessThan(0)
    expect(await readIn(page, cellOf(SHEETS.L7160, 4), width, height)).toBe(label(0).address)
  })
})
