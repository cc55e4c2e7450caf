import { breakLines, drawLines, heightOf } from './set-text'
import { A4, asArtifact, COLUMN, type Element, gap, needRoom, partOf, penOf, type Sheet, spoken } from './sheet'

interface Cell {
  readonly tag: 'TH' | 'TD'
  readonly text: string
  readonly scope?: 'Column' | 'Row'
  readonly width: number
}

/** Cells with where each begins: from the left, or from the right in a language written that way. */
const placed = (cells: readonly Cell[], rightToLeft: boolean): (Cell & { left: number })[] => {
  let across = 0
  return cells.map((cell) => {
    const left = rightToLeft ? A4.right - across - cell.width : A4.left + across
    across += cell.width
    return { ...cell, left }
  })
}

const drawRow = (sheet: Sheet, table: Element, cells: readonly Cell[]): void => {
  const { doc, sizes, rightToLeft } = sheet
  const pad = sizes.body * 0.35
  const set = placed(cells, rightToLeft).map((cell) => {
    const pen = penOf(sheet, cell.tag === 'TH' ? 'bold' : 'plain')
    return { ...cell, pen, lines: breakLines(pen, cell.text, cell.width - pad, rightToLeft) }
  })
  const height = Math.max(...set.map(({ lines }) => heightOf(lines, sizes.body))) + pad
  needRoom(sheet, height)
  const [row, top] = [partOf(sheet, table, 'TR'), doc.y]
  for (const { tag, text, scope, left, width, pen, lines } of set)
    partOf(sheet, row, tag, { ...spoken(sheet, text), ...(scope && { scope }) }).add(() =>
      drawLines(pen, lines, { left, width: width - pad, rightToLeft }, top),
    )
  doc.y = top + height
  const rule = top + height - pad * 0.7
  asArtifact(doc, 'Layout', () => doc.lineWidth(0.5).strokeColor('#b1b4b6').moveTo(A4.left, rule).lineTo(A4.right, rule).stroke())
}

/** Names and what they stand for, a row each. */
export const drawFacts = (sheet: Sheet, rows: readonly (readonly [string, string])[]): void => {
  const table = partOf(sheet, sheet.section, 'Table')
  const name = COLUMN.width * 0.34
  for (const [term, text] of rows)
    drawRow(sheet, table, [
      { tag: 'TH', text: term, scope: 'Row', width: name },
      { tag: 'TD', text, width: COLUMN.width - name },
    ])
  gap(sheet)
}

/** A table with its headings, columns of one width. */
export const drawTable = (sheet: Sheet, head: readonly string[], rows: readonly (readonly string[])[]): void => {
  const table = partOf(sheet, sheet.section, 'Table')
  const width = COLUMN.width / head.length
  drawRow(
    sheet,
    table,
    head.map((text) => ({ tag: 'TH', text, scope: 'Column', width })),
  )
  for (const row of rows)
    drawRow(
      sheet,
      table,
      row.map((text) => ({ tag: 'TD', text, width })),
    )
  gap(sheet)
}
