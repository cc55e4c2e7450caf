import { formatDate, formatPhone } from '#ui/format'
import type { Letter, Sender } from './paper'
import { breakLines, drawLines, heightOf, type Setting } from './set-text'
import { A4, asArtifact, colourOf, type Pdf, type Sheet, useFace } from './sheet'

const MOST_LINES = 7
const ADDRESS_SIZES = [16, 14, 12, 11, 10, 9, 8, 7, 6, 5]

/** At most seven lines, the name first and the postcode last: what is over goes together in the middle. */
export const addressLines = (to: readonly string[]): string[] => {
  const lines = to.map((line) => line.trim()).filter(Boolean)
  if (lines.length <= MOST_LINES) return lines
  const over = lines.length - MOST_LINES
  return [...lines.slice(0, 5), lines.slice(5, 6 + over).join(', '), ...lines.slice(6 + over)]
}

/** The largest setting in which the whole address fits the window. */
const fitAddress = (sheet: Sheet, lines: readonly string[]): { set: string[]; size: number } => {
  const { left, right, top, bottom } = A4.address
  const tried = ADDRESS_SIZES.filter((size) => size <= (sheet.large ? 16 : 12)).map((size) => {
    useFace(sheet, 'plain', size)
    return { size, set: lines.flatMap((line) => breakLines(sheet.doc, line, right - left)) }
  })
  const fits = tried.find(({ size, set }) => heightOf(set, size * ADDRESS_LEADING) <= bottom - top)
  return fits ?? { size: 5, set: (tried.at(-1)?.set ?? []).slice(0, 12) }
}
/** Lines of an address stand closer than those of the letter. */
const ADDRESS_LEADING = 0.86

const drawAddress = (sheet: Sheet, to: readonly string[]): void => {
  const { doc, section } = sheet
  const { set, size } = fitAddress(sheet, addressLines(to))
  const element = doc.struct('P')
  section.add(element)
  element.add(() => {
    useFace(sheet, 'plain', size)
    set.forEach((line, at) => {
      const setting = { face: 'plain', size, left: A4.address.left, width: A4.address.right - A4.address.left } as const
      drawLines(doc, [line], setting, A4.address.top + at * size * ADDRESS_LEADING * 1.42)
    })
  })
}

const drawName = (sheet: Sheet, from: Sender): void => {
  const { doc, section, large } = sheet
  const element = doc.struct('P')
  section.add(element)
  const width = A4.name.right - A4.left
  asArtifact(doc, 'Layout', () => doc.rect(A4.left, A4.name.top - 8, 34, 3).fill(colourOf(from)))
  element.add(() => {
    const size = large ? 20 : 16
    useFace(sheet, 'bold', size)
    const lines = breakLines(doc, from.name, width).slice(0, 2)
    drawLines(doc, lines, { face: 'bold', size, left: A4.left, width, colour: colourOf(from) }, A4.name.top)
  })
}

const senderLines = (from: Sender, letter?: Pick<Letter, 'date' | 'reference'>): string[] => [
  ...(letter ? [formatDate(letter.date)] : []),
  ...(letter?.reference ? [`Our reference: ${letter.reference}`] : []),
  ...(from.helplineNumber ? ['', `Helpline: ${formatPhone(from.helplineNumber)}`] : []),
  ...(from.helplineHours ? [from.helplineHours] : []),
]

/** The head of a letter's first page: who writes, to whom, when, and the number to ring. */
export const drawLetterHead = (sheet: Sheet, letter: Letter): void => {
  const { doc, section, sizes } = sheet
  drawName(sheet, letter.from)
  drawAddress(sheet, letter.to)
  const element = doc.struct('P')
  section.add(element)
  element.add(() => {
    const { left, right, top, bottom } = A4.sender
    const setting: Setting = { face: 'plain', size: sizes.small, left, width: right - left }
    useFace(sheet, 'plain', sizes.small)
    const lines = senderLines(letter.from, letter).flatMap((line) => breakLines(doc, line, setting.width))
    drawLines(doc, lines.slice(0, Math.floor((bottom - top) / (sizes.small * 1.42))), setting, top)
  })
  doc.y = A4.body
}

/** The head of a document's first page. */
export const drawDocumentHead = (sheet: Sheet, from: Sender): void => {
  drawName(sheet, from)
  sheet.doc.y = A4.name.top + (sheet.large ? 50 : 40)
}

/** Page numbers and the helpline at the foot of some pages, once we know how many there are. */
export const drawFooters = (doc: Pdf, from: Sender, large: boolean, first: number, count: number): void => {
  const size = large ? 18 : 9
  const number = from.helplineNumber ? ` · ${formatPhone(from.helplineNumber)}` : ''
  for (let page = 0; page < count; page++) {
    doc.switchToPage(first + page)
    asArtifact(doc, 'Pagination', () => {
      useFace({ doc, large }, 'plain', size)
      const words = `Page ${page + 1} of ${count}`
      const setting: Setting = { face: 'plain', size, left: A4.left, width: A4.right - A4.left, colour: '#484949' }
      drawLines(doc, breakLines(doc, `${from.name}${number}`, setting.width * 0.78).slice(0, 1), setting, A4.footer)
      const width = doc.widthOfString(words)
      drawLines(doc, [words], { ...setting, left: A4.right - width, width }, A4.footer)
    })
  }
}
