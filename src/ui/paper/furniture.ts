import { formatDate, formatPhone } from '#ui/format'
import { type Pen, take } from './faces'
import type { Letter, Sender } from './paper'
import { breakLines, drawLines, lineWidth } from './set-text'
import { A4, asArtifact, COLUMN, colourOf, mm, type Pdf, partOf, penOf, type Sheet } from './sheet'

const MOST_LINES = 7
const ADDRESS_SIZES = [14, 13, 12, 11, 10, 9, 8, 7, 6, 5]
/** Lines of an address stand closer than those of the letter. */
const ADDRESS_LEADING = 1.16

/** At most seven lines, the name first and the postcode last: what is over goes together in the middle. */
export const addressLines = (to: readonly string[]): string[] => {
  const lines = to.map((line) => line.trim()).filter(Boolean)
  const over = lines.length - MOST_LINES
  return over <= 0 ? lines : [...lines.slice(0, 5), lines.slice(5, 6 + over).join(', '), ...lines.slice(6 + over)]
}

/** The largest setting in which the whole address fits the window. */
const fitAddress = (sheet: Sheet, lines: readonly string[]): { set: string[]; pen: Pen } => {
  const { left, right, top, bottom } = A4.address
  const tried = ADDRESS_SIZES.filter((size) => sheet.large || size <= 11).map((size) => {
    const pen = penOf(sheet, 'plain', size)
    return { pen, set: lines.flatMap((line) => breakLines(pen, line, right - left)) }
  })
  const fits = tried.find(({ pen, set }) => set.length <= MOST_LINES && set.length * pen.size * ADDRESS_LEADING <= bottom - top)
  return fits ?? { pen: penOf(sheet, 'plain', 5), set: (tried.at(-1)?.set ?? []).slice(0, 12) }
}

const drawAddress = (sheet: Sheet, to: readonly string[]): void => {
  const { left, right, top } = A4.address
  const { set, pen } = fitAddress(sheet, addressLines(to))
  partOf(sheet, sheet.section, 'P').add(() => drawLines(pen, set, { left, width: right - left }, top, ADDRESS_LEADING))
}

const drawName = (sheet: Sheet, from: Sender): void => {
  const { doc, section, large } = sheet
  const column = { left: A4.left, width: A4.name.right - A4.left, colour: colourOf(from) }
  const pen = penOf(sheet, 'bold', large ? 20 : 16)
  asArtifact(doc, 'Layout', () => doc.rect(A4.left, A4.name.top - mm(3), mm(12), mm(1)).fill(colourOf(from)))
  partOf(sheet, section, 'P').add(() => drawLines(pen, breakLines(pen, from.name, column.width).slice(0, 2), column, A4.name.top))
}

const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')

const senderLines = ({ from, date, reference }: Letter): string[] => [
  unbroken(formatDate(date)),
  ...(reference ? [`Our reference: ${unbroken(reference)}`] : []),
  ...(from.helplineNumber ? ['', `Helpline: ${unbroken(formatPhone(from.helplineNumber))}`] : []),
  ...(from.helplineHours ? [from.helplineHours] : []),
]

/** When it was written, and the number to ring: on the right, where large print has room for it. */
const drawSender = (sheet: Sheet, letter: Letter): void => {
  const { left, right, bottom } = A4.sender
  const top = sheet.large ? A4.name.top : A4.address.top
  const pen = penOf(sheet, 'plain', sheet.sizes.small)
  const lines = senderLines(letter).flatMap((line) => breakLines(pen, line, right - left))
  const most = Math.floor((bottom - top) / (pen.size * 1.42))
  partOf(sheet, sheet.section, 'P').add(() => drawLines(pen, lines.slice(0, most), { left, width: right - left }, top))
}

/** The head of a letter's first page: who writes, to whom, when, and the number to ring. */
export const drawLetterHead = (sheet: Sheet, letter: Letter): void => {
  drawName(sheet, letter.from)
  drawAddress(sheet, letter.to)
  drawSender(sheet, letter)
  sheet.doc.y = A4.body
}

/** The head of a document's first page. */
export const drawDocumentHead = (sheet: Sheet, from: Sender): void => {
  drawName(sheet, from)
  sheet.doc.y = A4.name.top + mm(15)
}

/** Page numbers and the helpline at the foot of some pages, once we know how many there are. */
export const drawFooters = (doc: Pdf, from: Sender, large: boolean, first: number, count: number): void => {
  const pen: Pen = { doc, large, face: 'plain', size: large ? 18 : 9 }
  const name = [from.name, from.helplineNumber && formatPhone(from.helplineNumber)].filter(Boolean).join(' · ')
  for (let page = 0; page < count; page++) {
    doc.switchToPage(first + page)
    asArtifact(doc, 'Pagination', () => {
      const [words, column] = [`Page ${page + 1} of ${count}`, { ...COLUMN, colour: '#484949' }]
      const width = lineWidth(pen, words)
      take(pen)
      drawLines(pen, breakLines(pen, name, COLUMN.width - width - mm(5)).slice(0, 1), column, A4.footer)
      drawLines(pen, [words], { ...column, left: A4.right - width }, A4.footer)
    })
  }
}
