import { getDocumentProxy, getMeta } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { documentPdf, letterPdf, lettersPdf } from './index'
import { english, flat, from, letter, MM, piecesOf, rolesOf, textOf, treeOf } from './paper-trial'

const FIVE_MEGABYTES = 5 * 1024 * 1024

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
