import type { Block, Drawing } from './paper'
import { breakLines, drawLines, flowText, heightOf, type Setting } from './set-text'
import { A4, asArtifact, type Element, mm, needRoom, type Sheet, useFace } from './sheet'

const WIDTH = A4.right - A4.left

type Tag = 'H1' | 'H2' | 'P' | 'L' | 'LI' | 'Lbl' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure'
interface Said {
  readonly actual?: string
  readonly alt?: string
  readonly scope?: 'Column' | 'Row'
  readonly bbox?: [number, number, number, number]
}

/** A new part of the reading order. Right-to-left words are drawn turned round, so it also says them as they were written. */
const partOf = ({ doc }: Sheet, parent: Element, tag: Tag, said: Said = {}): Element => {
  const part = doc.struct(tag, said as PDFKit.Mixins.StructureElementOptions)
  parent.add(part)
  return part
}
const spoken = ({ rightToLeft }: Sheet, text: string): Said => (rightToLeft ? { actual: text } : {})

const gap = (sheet: Sheet, lines = 0.75): void => {
  sheet.doc.y += sheet.sizes.body * lines
}

const body = (sheet: Sheet): Setting => ({ face: 'plain', size: sheet.sizes.body, left: A4.left, width: WIDTH })

export const drawHeading = (sheet: Sheet, tag: 'H1' | 'H2', text: string, colour: string): void => {
  const size = tag === 'H1' ? sheet.sizes.title : sheet.sizes.heading
  if (tag === 'H2') gap(sheet, 0.4)
  // A heading never stands alone at the foot of a page
  needRoom(sheet, size * 1.5 + sheet.sizes.body * 3)
  flowText(sheet, partOf(sheet, sheet.section, tag, spoken(sheet, text)), text, { ...body(sheet), face: 'bold', size, colour })
  gap(sheet, tag === 'H1' ? 0.6 : 0.35)
}

const drawParagraph = (sheet: Sheet, text: string): void => {
  flowText(sheet, partOf(sheet, sheet.section, 'P', spoken(sheet, text)), text, body(sheet))
  gap(sheet)
}

const drawItem = (sheet: Sheet, list: Element, mark: string, text: string): void => {
  const { doc, rightToLeft } = sheet
  const indent = sheet.sizes.body * 1.6
  const item = partOf(sheet, list, 'LI')
  needRoom(sheet, sheet.sizes.body * 1.5)
  const label = partOf(sheet, item, 'Lbl')
  const top = doc.y
  label.add(() => {
    useFace(sheet, 'plain', sheet.sizes.body)
    const at = { ...body(sheet), left: rightToLeft ? A4.right - indent * 0.7 : A4.left + indent * 0.25, width: indent * 0.5 }
    drawLines(doc, [mark], { ...at, rightToLeft }, top)
  })
  doc.y = top
  const setting = { ...body(sheet), left: rightToLeft ? A4.left : A4.left + indent, width: WIDTH - indent }
  flowText(sheet, partOf(sheet, item, 'LBody', spoken(sheet, text)), text, setting)
  gap(sheet, 0.25)
}

const drawList = (sheet: Sheet, items: readonly string[], numbered = false): void => {
  const list = partOf(sheet, sheet.section, 'L')
  items.forEach((item, at) => {
    drawItem(sheet, list, numbered ? `${at + 1}.` : '•', item)
  })
  gap(sheet, 0.5)
}

/** A sentence in a frame, for what must not be missed. */
const drawNote = (sheet: Sheet, text: string, colour: string): void => {
  const { doc, sizes } = sheet
  const inset = mm(4)
  const setting = { ...body(sheet), left: A4.left + inset, width: WIDTH - 2 * inset }
  useFace(sheet, 'plain', sizes.body)
  const height = heightOf(breakLines(doc, text, setting.width, sheet.rightToLeft), sizes.body)
  needRoom(sheet, height + 2 * inset)
  const top = doc.y
  asArtifact(doc, 'Layout', () =>
    doc
      .lineWidth(1)
      .strokeColor(colour)
      .rect(A4.left, top, WIDTH, height + 1.6 * inset)
      .stroke(),
  )
  doc.y = top + inset
  flowText(sheet, partOf(sheet, sheet.section, 'P', spoken(sheet, text)), text, setting)
  doc.y = top + height + 1.6 * inset
  gap(sheet, 1.2)
}

interface Cell {
  readonly tag: 'TH' | 'TD'
  readonly text: string
  readonly scope?: 'Column' | 'Row'
}

const drawRow = (sheet: Sheet, table: Element, cells: readonly Cell[], widths: readonly number[]): void => {
  const { doc, sizes, rightToLeft } = sheet
  const pad = sizes.body * 0.35
  const set = cells.map(({ tag, text }, at) => {
    useFace(sheet, tag === 'TH' ? 'bold' : 'plain', sizes.body)
    return breakLines(doc, text, (widths[at] ?? 0) - pad, rightToLeft)
  })
  const height = Math.max(...set.map((lines) => heightOf(lines, sizes.body))) + pad
  needRoom(sheet, height)
  const [row, top] = [partOf(sheet, table, 'TR'), doc.y]
  let left = rightToLeft ? A4.right : A4.left
  cells.forEach(({ tag, text, scope }, at) => {
    const width = widths[at] ?? 0
    const face = tag === 'TH' ? 'bold' : 'plain'
    const from = rightToLeft ? left - width : left
    partOf(sheet, row, tag, { ...spoken(sheet, text), ...(scope && { scope }) }).add(() => {
      useFace(sheet, face, sizes.body)
      drawLines(doc, set[at] ?? [], { face, size: sizes.body, left: from, width: width - pad, rightToLeft }, top)
    })
    left += rightToLeft ? -width : width
  })
  doc.y = top + height
  asArtifact(doc, 'Layout', () =>
    doc
      .lineWidth(0.5)
      .strokeColor('#b1b4b6')
      .moveTo(A4.left, doc.y - pad * 0.7)
      .lineTo(A4.right, doc.y - pad * 0.7)
      .stroke(),
  )
}

const drawFacts = (sheet: Sheet, rows: readonly (readonly [string, string])[]): void => {
  const table = partOf(sheet, sheet.section, 'Table')
  const name = WIDTH * 0.34
  for (const [term, text] of rows)
    drawRow(
      sheet,
      table,
      [
        { tag: 'TH', text: term, scope: 'Row' },
        { tag: 'TD', text },
      ],
      [name, WIDTH - name],
    )
  gap(sheet)
}

const drawTable = (sheet: Sheet, head: readonly string[], rows: readonly (readonly string[])[]): void => {
  const table = partOf(sheet, sheet.section, 'Table')
  const widths = head.map(() => WIDTH / head.length)
  drawRow(
    sheet,
    table,
    head.map((text) => ({ tag: 'TH', text, scope: 'Column' })),
    widths,
  )
  for (const row of rows)
    drawRow(
      sheet,
      table,
      row.map((text) => ({ tag: 'TD', text })),
      widths,
    )
  gap(sheet)
}

const drawStrokes = (sheet: Sheet, drawing: Drawing): void => {
  const { doc } = sheet
  const scale = mm(80) / drawing.width
  const height = drawing.height * scale
  needRoom(sheet, height)
  const top = doc.y
  const bbox: Said['bbox'] = [A4.left, top, A4.left + mm(80), top + height]
  partOf(sheet, sheet.section, 'Figure', { alt: drawing.alt, bbox }).add(() => {
    doc.save().translate(A4.left, top).scale(scale).lineWidth(3).lineCap('round').lineJoin('round').strokeColor('#0b0c0c')
    for (const [first, ...rest] of drawing.strokes) {
      if (!first) continue
      doc.moveTo(...first)
      for (const point of rest.length > 0 ? rest : [first]) doc.lineTo(...point)
    }
    doc.stroke().restore()
  })
  doc.y = top + height
  gap(sheet, 0.3)
}

/** Draws the parts of a document one under another, over as many pages as they need. */
export const drawBlocks = (sheet: Sheet, blocks: readonly Block[], colour: string): void => {
  for (const block of blocks) {
    if (block.kind === 'heading') drawHeading(sheet, 'H2', block.text, colour)
    else if (block.kind === 'paragraph') drawParagraph(sheet, block.text)
    else if (block.kind === 'note') drawNote(sheet, block.text, colour)
    else if (block.kind === 'list') drawList(sheet, block.items, block.numbered)
    else if (block.kind === 'facts') drawFacts(sheet, block.rows)
    else if (block.kind === 'table') drawTable(sheet, block.head, block.rows)
    else drawStrokes(sheet, block.drawing)
  }
}
