import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { canSet, documentPdf, type Letter, letterPdf, lettersPdf, type Wording } from './index'

const from = {
  name: 'DigiKnow Alliance',
  borough: 'Stockport',
  helplineNumber: '+441614960100',
  helplineHours: 'Monday to Friday, 9am to 5pm',
  colour: '#0b4a50',
}
const english: Wording = {
  language: 'en',
  subject: 'Your tablet DK-0317 is due back',
  body: 'Dear Ann\n\n# To keep it longer\nRing us.\n\nBring:\n* the charger\n* the case\n\n1. Sign out\n2. Save your photos\n\nYours\nMax',
}
const arabic: Wording = { language: 'ar', subject: 'موعد الإعادة', body: 'اتصلي بنا على الرقم 0161 496 0100 (DigiKnow).' }
const letter: Letter = {
  from,
  to: ['Mrs Ann Ashworth', '12 Longmeadow Road', 'Stockport', 'SK3 8NR'],
  date: '2026-11-22',
  reference: 'L-1003',
  wordings: [english],
}

const MM = 25.4 / 72
const FIVE_MEGABYTES = 5 * 1024 * 1024

interface Placed {
  readonly words: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly size: number
}

/** Each piece of text of a page: where it stands, in millimetres from the top left, and its size in points. */
const piecesOf = async (pdf: Buffer, page = 1): Promise<Placed[]> => {
  const read = await (await getDocumentProxy(new Uint8Array(pdf))).getPage(page)
  const { items } = await read.getTextContent()
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [, , , size = 0, x = 0, y = 0] = item.transform as number[]
    return [{ words: item.str, left: x * MM, right: (x + item.width) * MM, top: 297 - (y + size * 0.8) * MM, size }]
  })
}

const textOf = async (pdf: Buffer): Promise<{ totalPages: number; pages: string[] }> => {
  const { totalPages, text } = await extractText(new Uint8Array(pdf))
  return { totalPages, pages: text.map((page) => page.replace(/\s+/g, ' ').trim()) }
}

interface Node {
  readonly role?: string
  readonly lang?: string
  readonly alt?: string
  readonly children?: readonly Node[]
}

/** The reading order as "Document(Sect(P P H1))". */
const rolesOf = ({ role, children = [] }: Node): string => {
  const inside = children
    .filter((child) => child.role)
    .map(rolesOf)
    .join(' ')
  return inside ? `${role}(${inside})` : String(role)
}
const treeOf = async (pdf: Buffer, page = 1): Promise<Node> =>
  (await (await (await getDocumentProxy(new Uint8Array(pdf))).getPage(page)).getStructTree()) as Node

const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)]

describe('a letter', () => {
  it('says all of it, in order, and is a small A4 PDF', async () => {
    const pdf = await letterPdf(letter)
    const { totalPages, pages } = await textOf(pdf)
    expect(totalPages).toBe(1)
    const order = ['DigiKnow Alliance', 'Mrs Ann Ashworth', 'SK3 8NR', '22 November 2026', 'L-1003', '0161 496 0100']
    const body = [
      'Your tablet DK-0317',
      'Dear Ann',
      'To keep it longer',
      'the charger',
      '2. Save your photos',
      'Yours Max',
      'Page 1 of 1',
    ]
    const found = [...order, ...body].map((words) => pages[0]?.replaceAll('\u00a0', ' ').indexOf(words) ?? -1)
    expect(Math.min(...found)).toBeGreaterThanOrEqual(0)
    expect(found).toEqual(found.toSorted((one, other) => one - other))
    expect(pdf.length).toBeLessThan(40_000)
    const page = await (await getDocumentProxy(new Uint8Array(pdf))).getPage(1)
    expect(page.view.map((side) => Math.round(side * MM))).toEqual([0, 0, 210, 297])
  })

  it('is tagged: title, language, headings, lists; the rest is no part of what is read', async () => {
    const pdf = await letterPdf(letter)
    const { info, metadata } = await getMeta(new Uint8Array(pdf))
    expect(info).toMatchObject({ Title: english.subject, Language: 'en' })
    expect(metadata.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>')
    const item = 'LI(Lbl LBody)'
    const lists = `L(${item} ${item}) L(${item} ${item})`
    expect(rolesOf(await treeOf(pdf))).toBe(`Root(Document(Sect(P P P H1 P H2 P P ${lists} P)))`)
    expect(pdf.toString('latin1')).toContain('/MarkInfo')
  })

  it('keeps to the places GOV.UK Notify allows, the address alone in the window', async () => {
    for (const large of [false, true]) {
      const pieces = await piecesOf(await letterPdf({ ...letter, large }))
      for (const { left, right, top, size } of pieces) {
        expect(left).toBeGreaterThanOrEqual(15)
        expect(right).toBeLessThanOrEqual(195)
        expect(top).toBeGreaterThanOrEqual(5)
        expect(top + size * MM).toBeLessThanOrEqual(292)
      }
      const shown = pieces.filter(({ left, top }) => left < 120 && top > 31 && top < 94)
      expect(shown.map(({ words }) => words)).toEqual(letter.to)
      for (const { left, right, top, size } of shown) {
        expect(left).toBeGreaterThanOrEqual(24.5)
        expect(right).toBeLessThanOrEqual(120)
        expect(top).toBeGreaterThanOrEqual(39.4)
        expect(top + size * MM).toBeLessThanOrEqual(66.3)
      }
    }
  })

  it('is set in at least 18 point in large print, but for the address on the envelope', async () => {
    const pdf = await letterPdf({ ...letter, large: true })
    const { totalPages } = await textOf(pdf)
    for (let page = 1; page <= totalPages; page++)
      for (const { words, size } of await piecesOf(pdf, page))
        if (!letter.to.includes(words)) expect(size).toBeGreaterThanOrEqual(18)
  })

  it.each([
    ['seven lines', ['Ann', ...Array.from({ length: 5 }, (_, at) => `Line ${at}`), 'SK3 8NR']],
    ['a very long name', [`Sir ${'Bartholomew-'.repeat(12)}`, '1 High Street', 'SK3 8NR']],
    ['more than seven lines', ['Ann', ...Array.from({ length: 9 }, (_, at) => `Line ${at}`), 'SK3 8NR']],
  ])('fits an address of %s in the window, whole', async (_name, to) => {
    const pieces = await piecesOf(await letterPdf({ ...letter, to }))
    const shown = pieces.filter(({ left, top }) => left < 120 && top > 31 && top < 94)
    expect(Math.max(...shown.map(({ top, size }) => top + size * MM))).toBeLessThanOrEqual(66.3)
    expect(Math.max(...shown.map(({ right }) => right))).toBeLessThanOrEqual(120)
    const squeezed = (words: string) => words.replace(/[\s,]+/g, '')
    expect(squeezed(shown.map(({ words }) => words).join(''))).toBe(squeezed(to.join('')))
  })

  it('runs over ten pages, each with its number, and stays under what Notify takes', async () => {
    const body = Array.from(
      { length: 130 },
      (_, at) => `Number ${at}: ${'We lend tablets to people who have none. '.repeat(4)}`,
    ).join('\n\n')
    const pdf = await letterPdf({ ...letter, wordings: [{ ...english, body }] })
    const { totalPages, pages } = await textOf(pdf)
    expect(totalPages).toBeGreaterThanOrEqual(10)
    expect(pages.map((page) => /Page \d+ of \d+/.exec(page)?.[0])).toEqual(
      pages.map((_, at) => `Page ${at + 1} of ${totalPages}`),
    )
    expect(
      pages
        .join(' ')
        .match(/Number \d+:/g)
        ?.map((words) => Number.parseInt(words.slice(7), 10)),
    ).toEqual(Array.from({ length: 130 }, (_, at) => at))
    expect(pdf.length).toBeLessThan(FIVE_MEGABYTES)
  })

  it('leaves emoji out and keeps what stands round them', async () => {
    const { pages } = await textOf(
      await letterPdf({ ...letter, wordings: [{ ...english, body: 'Well done 🎉👍🏽 Ann! © 👩‍💻' }] }),
    )
    expect(pages[0]).toContain('Well done Ann! ©')
  })

  it('takes a word no line is wide enough for, and an empty body', async () => {
    const word = 'a'.repeat(400)
    const { pages } = await textOf(await letterPdf({ ...letter, wordings: [{ ...english, body: word }] }))
    expect(pages[0]?.replaceAll(' ', '')).toContain(word)
    expect((await textOf(await letterPdf({ ...letter, wordings: [{ ...english, body: '' }] }))).totalPages).toBe(1)
  })
})

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

/** As a PDF writes a string: brackets and backslashes with a backslash before them. */
const escaped = (bytes: Buffer): Buffer =>
  Buffer.from([...bytes].flatMap((byte) => ([0x28, 0x29, 0x5c].includes(byte) ? [0x5c, byte] : [byte])))

describe('many letters in one PDF', () => {
  it('each from a new page with its own numbers, to be printed on one side', async () => {
    const second = {
      ...letter,
      to: ['Bob Birch', '1 High Street', 'SK1 1AA'],
      large: true,
      wordings: [{ ...english, body: `${english.body}\n\n`.repeat(2) }],
    } as const
    const pdf = await lettersPdf([letter, second])
    const { pages } = await textOf(pdf)
    expect(pages.map((page) => /Page \d+ of \d+/.exec(page)?.[0])).toEqual(['Page 1 of 1', 'Page 1 of 2', 'Page 2 of 2'])
    expect(pages[1]).toContain('Bob Birch')
    expect(pages[0]).not.toContain('Bob Birch')
    expect(pdf.toString('latin1')).toContain('/Duplex /Simplex')
  })
})

describe('a document', () => {
  it('has its facts, tables and signature in the reading order, with words for the signature', async () => {
    const pdf = await documentPdf({
      from,
      title: 'Our agreement about DK-0317',
      about: 'Loan L-1003, agreement 1',
      blocks: [
        {
          kind: 'facts',
          rows: [
            ['Lent to', 'Ann Ashworth'],
            ['Device', 'Tablet '.repeat(40)],
          ],
        },
        { kind: 'table', head: ['When', 'What'], rows: [['12 September', 'Lent']] },
        {
          kind: 'drawing',
          drawing: {
            width: 600,
            height: 200,
            strokes: [
              [
                [1, 1],
                [500, 150],
              ],
              [[5, 5]],
            ],
            alt: 'The signature of Ann',
          },
        },
      ],
    })
    const tree = await treeOf(pdf)
    const facts = 'Table(TR(TH TD) TR(TH TD))'
    expect(rolesOf(tree)).toBe(`Root(Document(Sect(P H1 P ${facts} Table(TR(TH TH) TR(TD TD)) Figure)))`)
    expect(flat(tree).find(({ role }) => role === 'Figure')?.alt).toBe('The signature of Ann')
    expect((await textOf(pdf)).pages[0]).toContain('Lent to Ann Ashworth')
  })
})
