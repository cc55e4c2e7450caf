import { drawStrokes } from './draw-strokes'
import { drawFacts, drawTable } from './draw-table'
import type { Block } from './paper'
import { breakLines, type Column, drawLines, flowText, heightOf } from './set-text'
import { asArtifact, COLUMN, type Element, gap, mm, needRoom, partOf, penOf, type Sheet, spoken } from './sheet'

export const drawHeading = (sheet: Sheet, tag: 'H1' | 'H2', text: string, colour: string): void => {
  const pen = penOf(sheet, 'bold', tag === 'H1' ? sheet.sizes.title : sheet.sizes.heading)
  if (tag === 'H2') gap(sheet, 0.4)
  // A heading never stands alone at the foot of a page
  needRoom(sheet, pen.size * 1.5 + sheet.sizes.body * 3)
  flowText(sheet, partOf(sheet, sheet.section, tag, spoken(sheet, text)), text, { ...COLUMN, colour }, pen)
  gap(sheet, tag === 'H1' ? 0.6 : 0.35)
}

const drawParagraph = (sheet: Sheet, text: string): void => {
  flowText(sheet, partOf(sheet, sheet.section, 'P', spoken(sheet, text)), text, COLUMN)
  gap(sheet)
}

const drawItem = (sheet: Sheet, list: Element, mark: string, text: string): void => {
  const { doc, rightToLeft, sizes } = sheet
  const indent = sizes.body * 1.8
  const item = partOf(sheet, list, 'LI')
  needRoom(sheet, sizes.body * 3)
  const [label, top] = [partOf(sheet, item, 'Lbl'), doc.y]
  const margin = {
    left: rightToLeft ? COLUMN.left + COLUMN.width - indent * 0.9 : COLUMN.left + indent * 0.25,
    width: indent * 0.65,
  }
  label.add(() => drawLines(penOf(sheet), [mark], { ...margin, rightToLeft }, top))
  doc.y = top
  const column: Column = { left: COLUMN.left + (rightToLeft ? 0 : indent), width: COLUMN.width - indent }
  flowText(sheet, partOf(sheet, item, 'LBody', spoken(sheet, text)), text, column)
  gap(sheet, 0.25)
}

const drawList = (sheet: Sheet, items: readonly string[], numbered = false): void => {
  const list = partOf(sheet, sheet.section, 'L')
  items.forEach((item, at) => {
    drawItem(sheet, list, numbered ? `${at + 1}.` : '•', item)
  })
  gap(sheet, 0.5)
}

/** A sentence or two in a frame, for what must not be missed. */
const drawNote = (sheet: Sheet, text: string, colour: string): void => {
  const { doc, sizes } = sheet
  const inset = mm(4)
  const column = { left: COLUMN.left + inset, width: COLUMN.width - 2 * inset }
  const height = heightOf(breakLines(penOf(sheet), text, column.width, sheet.rightToLeft), sizes.body) + 2 * inset
  needRoom(sheet, height)
  const top = doc.y
  asArtifact(doc, 'Layout', () => doc.lineWidth(1).strokeColor(colour).rect(COLUMN.left, top, COLUMN.width, height).stroke())
  doc.y = top + inset
  flowText(sheet, partOf(sheet, sheet.section, 'P', spoken(sheet, text)), text, column)
  doc.y = top + height
  gap(sheet, 1.2)
}

type Draw = { [Kind in Block['kind']]: (sheet: Sheet, block: Extract<Block, { kind: Kind }>, colour: string) => void }

const DRAW: Draw = {
  heading: (sheet, { text }, colour) => drawHeading(sheet, 'H2', text, colour),
  paragraph: (sheet, { text }) => drawParagraph(sheet, text),
  note: (sheet, { text }, colour) => drawNote(sheet, text, colour),
  list: (sheet, { items, numbered }) => drawList(sheet, items, numbered),
  facts: (sheet, { rows }) => drawFacts(sheet, rows),
  table: (sheet, { head, rows }) => drawTable(sheet, head, rows),
  drawing: (sheet, { drawing }) => drawStrokes(sheet, drawing),
}

/** Draws the parts of a document one under another, over as many pages as they need. */
export const drawBlocks = (sheet: Sheet, blocks: readonly Block[], colour: string): void => {
  for (const block of blocks) (DRAW[block.kind] as (sheet: Sheet, block: Block, colour: string) => void)(sheet, block, colour)
}
