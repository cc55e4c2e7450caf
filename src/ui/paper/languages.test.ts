import { getMeta } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { canSet, letterPdf, type Wording } from './index'
import { english, flat, letter, piecesOf, textOf, treeOf } from './paper-trial'

const arabic: Wording = { language: 'ar', subject: 'موعد الإعادة', body: 'اتصلي بنا على الرقم 0161 496 0100 (DigiKnow).' }

/** As a PDF writes a string: brackets and backslashes with a backslash before them. */
const escaped = (bytes: Buffer): Buffer =>
  Buffer.from([...bytes].flatMap((byte) => ([0x28, 0x29, 0x5c].includes(byte) ? [0x5c, byte] : [byte])))

describe('a letter in two languages', () => {
  it('has a page of each, named in its own language for screen readers', async () => {
    const pdf = await letterPdf({ ...letter, wordings: [arabic, english] })
    const { totalPages, pages } = await textOf(pdf)
    expect(totalPages).toBe(2)
    expect(pages[0]).not.toContain('Dear Ann')
    expect(pages[1]).toContain('Dear Ann')
    const languages = flat(await treeOf(pdf)).flatMap(({ lang }) => lang ?? [])
    expect(languages).toContain('ar')
    expect(flat(await treeOf(pdf, 2)).flatMap(({ lang }) => lang ?? [])).toContain('en')
    expect((await getMeta(new Uint8Array(pdf))).info).toMatchObject({ Language: 'ar' })
  })

  it('sets Arabic from the right, and says it as it was written', async () => {
    const pdf = await letterPdf({ ...letter, wordings: [arabic] })
    const lines = (await piecesOf(pdf)).filter(({ words, top }) => /\p{Script=Arabic}/u.test(words) && top > 95)
    expect(lines.length).toBeGreaterThan(0)
    expect(Math.max(...lines.map(({ right }) => right))).toBeGreaterThan(188)
    const written = Buffer.from(`\ufeff${arabic.body}`, 'utf16le').swap16()
    expect(pdf.indexOf(escaped(written))).toBeGreaterThan(0)
  })

  it('falls back to English where our fonts have no letters for it, and says whom to ask', async () => {
    for (const [language, subject] of [
      ['bn', 'আপনার ট্যাবলেট'],
      ['zh', '您的平板电脑'],
    ] as const) {
      expect(canSet(subject)).toBe(false)
      const pdf = await letterPdf({ ...letter, wordings: [{ language, subject, body: subject }, english] })
      const { totalPages, pages } = await textOf(pdf)
      expect(totalPages).toBe(1)
      expect(pages[0]).toContain('Ask us for this in your language: ring 0161 496 0100.')
      expect(pages[0]).toContain('Dear Ann')
    }
    expect(canSet('Zażółć gęślą jaźń, Ґанок, لقد استعرتِ, گرفته‌اید, £50 – “ok”')).toBe(true)
  })
})
