import type { Drawing } from './paper'
import { A4, gap, mm, needRoom, type Pdf, partOf, type Sheet } from './sheet'

const WIDTH = mm(80)

const drawStroke = (doc: Pdf, [first, ...rest]: Drawing['strokes'][number]): void => {
  if (!first) return
  doc.moveTo(...first)
  // A lone point needs a length to show with a round cap
  for (const point of rest.length > 0 ? rest : [first]) doc.lineTo(...point)
}

/** A signature as it was drawn, with words for people who do not see it. */
export const drawStrokes = (sheet: Sheet, drawing: Drawing): void => {
  const { doc } = sheet
  const scale = WIDTH / drawing.width
  const height = drawing.height * scale
  needRoom(sheet, height)
  const top = doc.y
  partOf(sheet, sheet.section, 'Figure', { alt: drawing.alt, bbox: [A4.left, top, A4.left + WIDTH, top + height] }).add(() => {
    doc.save().translate(A4.left, top).scale(scale).lineWidth(3).lineCap('round').lineJoin('round').strokeColor('#0b0c0c')
    for (const stroke of drawing.strokes) drawStroke(doc, stroke)
    doc.stroke().restore()
  })
  doc.y = top + height
  gap(sheet, 0.3)
}
