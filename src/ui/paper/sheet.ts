import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
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

export type Face = 'plain' | 'bold'

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

const font = createRequire(import.meta.url).resolve
const FACES = {
  usual: { plain: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf' },
  large: { plain: 'DejaVuSans.ttf', bold: 'DejaVuSans-Bold.ttf' },
} as const
const faceOf = (face: Face, large: boolean): string =>
  font(`dejavu-fonts-ttf/ttf/${large ? FACES.large[face] : FACES.usual[face]}`)

interface Opening {
  readonly title: string
  readonly language: string
  readonly author: string
}

/** A new tagged document: language, title and reading order, as PDF/UA asks. */
export const openPdf = ({ title, language, author }: Opening): Pdf => {
  const doc = new PDFDocument({
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
  for (const large of [false, true])
    for (const face of ['plain', 'bold'] as const) doc.registerFont(`${face}${large}`, faceOf(face, large))
  return doc
}

export const useFace = ({ doc, large }: Pick<Sheet, 'doc' | 'large'>, face: Face, size: number): Pdf =>
  doc.font(`${face}${large}`).fontSize(size)

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
