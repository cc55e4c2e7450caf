import PDFDocument from 'pdfkit'
import type { Face, Pen } from './faces'
import type { Sender } from './paper'

/** Millimetres as points. */
export const mm = (length: number): number => (length * 72) / 25.4

/**
 * A4 as GOV.UK Notify takes it ready-made: nothing nearer the edge than 15 mm at the sides and 5 mm above and below, and on the
 * first page nothing between 30 and 95 mm on the left but the address, which shows in the window of a DL or C5 envelope.
 */
export const A4 = {
  left: mm(24.6),
  right: mm(190),
  top: mm(20),
  bottom: mm(274),
  footer: mm(281),
  name: { top: mm(11), right: mm(122), bottom: mm(30) },
  address: { left: mm(24.6), right: mm(120), top: mm(39.5), bottom: mm(66.3) },
  sender: { left: mm(127), right: mm(190), top: mm(39.5), bottom: mm(92) },
  body: mm(97),
} as const

/** Sizes in points; large print is at least 18 everywhere. */
export interface Sizes {
  readonly body: number
  readonly heading: number
  readonly title: number
  readonly small: number
}
const SIZES: Sizes = { body: 12, heading: 14, title: 17, small: 10 }
const LARGE: Sizes = { body: 18, heading: 20, title: 24, small: 18 }

export type Pdf = PDFKit.PDFDocument
export type Element = PDFKit.PDFStructureElement

/** The paper being written: the document, how far down its page we are, and where what comes next belongs. */
export interface Sheet {
  readonly doc: Pdf
  readonly sizes: Sizes
  readonly large: boolean
  /** The part of the reading order that what is drawn next is added to. */
  readonly section: Element
  readonly rightToLeft: boolean
}

interface Opening {
  readonly title: string
  readonly language: string
  readonly author: string
}

/** A new tagged document: language, title and reading order, as PDF/UA asks. */
export const openPdf = ({ title, language, author }: Opening): Pdf =>
  new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never,
    tagged: true,
    displayTitle: true,
    lang: language,
    info: { Title: title, Author: author, Creator: 'DigiKnow' },
  })

/** A pen for this sheet. */
export const penOf = ({ doc, large, sizes }: Sheet, face: Face = 'plain', size = sizes.body): Pen => ({ doc, large, face, size })

/** A place in the reading order in one language. */
export const openSection = (doc: Pdf, root: Element, large: boolean, language: string, rightToLeft: boolean): Sheet => {
  const section = doc.struct('Sect', { lang: language } as PDFKit.Mixins.StructureElementOptions)
  root.add(section)
  return { doc, large, sizes: large ? LARGE : SIZES, section, rightToLeft }
}

/** Draws what is no part of the words: lines, page numbers. */
export const asArtifact = (doc: Pdf, type: 'Layout' | 'Pagination', draw: () => void): void => {
  doc.markContent('Artifact', { type })
  draw()
  doc.endMarkedContent()
}

export const turnPage = (sheet: Pick<Sheet, 'doc'>): void => {
  sheet.doc.addPage()
  sheet.doc.y = A4.top
}

/** Begins a new page unless so much of this one is left. */
export const needRoom = (sheet: Sheet, height: number): void => {
  if (sheet.doc.y + height > A4.bottom) turnPage(sheet)
}

export const colourOf = ({ colour }: Pick<Sender, 'colour'>): string => colour ?? '#0b4a50'

/** The finished document as bytes. */
export const closePdf = async (doc: Pdf): Promise<Buffer> => {
  const parts: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  doc.end()
  await ended
  return Buffer.concat(parts)
}

/** The width words have on a page. */
export const COLUMN = { left: A4.left, width: A4.right - A4.left } as const

/** Leaves some lines empty. */
export const gap = (sheet: Sheet, lines = 0.75): void => {
  sheet.doc.y += sheet.sizes.body * lines
}

type Tag = 'H1' | 'H2' | 'P' | 'L' | 'LI' | 'Lbl' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure'

/** What a part of the reading order says besides what is drawn. */
export interface Said {
  readonly actual?: string
  readonly alt?: string
  readonly scope?: 'Column' | 'Row'
  readonly bbox?: readonly [number, number, number, number]
}

/** A new part of the reading order. */
export const partOf = ({ doc }: Pick<Sheet, 'doc'>, parent: Element, tag: Tag, said: Said = {}): Element => {
  const part = doc.struct(tag, said as PDFKit.Mixins.StructureElementOptions)
  parent.add(part)
  return part
}

/** Right-to-left words are drawn turned round, so their part also says them as they were written. */
export const spoken = ({ rightToLeft }: Sheet, text: string): Said => (rightToLeft ? { actual: text } : {})
