import { createRequire } from 'node:module'
import { toBuffer } from 'bwip-js/node'
import PDFDocument from 'pdfkit'
import { cellOf, type Sheet } from './sheets'

const { resolve } = createRequire(import.meta.url)
const POINTS = 72 / 25.4
const pt = (millimetres: number): number => millimetres * POINTS

/** One label: what its code says when scanned, and the words beside it. */
export interface LabelWords {
  readonly address: string
  readonly tag: string
  readonly lines: readonly string[]
}

type Pdf = InstanceType<typeof PDFDocument>

/** Kept clear inside each label, since printers are never true to a hair. */
const MARGIN = 2

const drawLabel = async (doc: Pdf, sheet: Sheet, words: LabelWords, at: { x: number; y: number }): Promise<void> => {
  const side = Math.min(sheet.height - 2 * MARGIN, sheet.width * 0.45)
  const code = await toBuffer({ bcid: 'qrcode', text: words.address, scale: 6 })
  doc.image(code, pt(at.x + MARGIN), pt(at.y + (sheet.height - side) / 2), { width: pt(side), height: pt(side) })
  const [left, room] = [at.x + side + 2 * MARGIN, sheet.width - side - 3 * MARGIN]
  const small = sheet.height < 30
  doc
    .font('bold')
    .fontSize(small ? 7 : 12)
    .text(words.tag, pt(left), pt(at.y + MARGIN + (small ? 1 : 2)), { width: pt(room), lineBreak: false })
  doc.font('plain').fontSize(small ? 5 : 7.5)
  doc.text(words.lines.join('\n'), pt(left), pt(at.y + (small ? 7 : 11)), {
    width: pt(room),
    height: pt(sheet.height - (small ? 8 : 13)),
    ellipsis: true,
  })
}

/** Labels on sheets of one size, as a PDF to print at 100 per cent; `start` is the first label still on the first sheet, from 1. */
export const labelSheet = async (sheet: Sheet, labels: readonly LabelWords[], start: number): Promise<Buffer> => {
  const doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, info: { Title: 'Labels' } })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((done) => doc.on('end', () => done()))
  doc.registerFont('plain', resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'))
  doc.registerFont('bold', resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'))
  let page = -1
  for (const [nth, words] of labels.entries()) {
    const cell = cellOf(sheet, nth + start - 1)
    if (cell.page !== page) doc.addPage()
    page = cell.page
    await drawLabel(doc, sheet, words, cell)
  }
  doc.end()
  await ended
  return Buffer.concat(chunks)
}
