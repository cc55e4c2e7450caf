import { visualRuns } from './bidi'
import { paperText } from './settable'
import { A4, type Element, type Face, type Pdf, type Sheet, turnPage, useFace } from './sheet'

export interface Setting {
  readonly face: Face
  readonly size: number
  readonly left: number
  readonly width: number
  readonly colour?: string
  readonly rightToLeft?: boolean
}

/** How far lines stand apart, as a part of their size. */
const LEADING = 1.42

/** Features asked for by name, even none, make the font shape a whole run: letters of Arabic join, and run from the right. */
const SHAPED = { features: [] as PDFKit.Mixins.OpenTypeFeatures[], lineBreak: false } as const
const hasLetters = (text: string): boolean => /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)
const turned = (text: string): string => [...text].reverse().join('')

const drawnRuns = (line: string, rightToLeft: boolean) =>
  visualRuns(line, rightToLeft).map((run) => ({
    // Signs alone have no script for the font to turn them by
    text: run.rightToLeft && !hasLetters(run.text) ? turned(run.text) : run.text,
    shaped: run.rightToLeft,
  }))

const runWidth = (doc: Pdf, { text, shaped }: { text: string; shaped: boolean }): number =>
  doc.widthOfString(text, shaped ? SHAPED : {})

export const lineWidth = (doc: Pdf, line: string, rightToLeft = false): number =>
  drawnRuns(line, rightToLeft).reduce((width, run) => width + runWidth(doc, run), 0)

/** A word too long for a line, cut where it must be. */
const cutWord = (doc: Pdf, word: string, width: number, rightToLeft: boolean): string[] => {
  const parts: string[] = ['']
  for (const sign of word) {
    const grown = (parts.at(-1) ?? '') + sign
    if (parts.at(-1) && lineWidth(doc, grown, rightToLeft) > width) parts.push(sign)
    else parts[parts.length - 1] = grown
  }
  return parts
}

/** Text as lines that fit a width, in the face that is set; an end of line in the text stays one. */
export const breakLines = (doc: Pdf, text: string, width: number, rightToLeft = false): string[] =>
  paperText(text)
    .split('\n')
    .flatMap((paragraph) => {
      const lines: string[] = ['']
      const words = paragraph.split(/\s+/).filter(Boolean)
      const fits = (line: string) => lineWidth(doc, line, rightToLeft) <= width
      for (const word of words.flatMap((one) => (fits(one) ? [one] : cutWord(doc, one, width, rightToLeft)))) {
        const line = [lines.at(-1), word].filter(Boolean).join(' ')
        if (fits(line)) lines[lines.length - 1] = line
        else lines.push(word)
      }
      return lines
    })

/** One line at a height, from the left or, right to left, from the right. */
export const drawLine = (
  doc: Pdf,
  line: string,
  { left, width, rightToLeft = false, colour = '#0b0c0c' }: Setting,
  top: number,
): void => {
  doc.fillColor(colour)
  const runs = drawnRuns(line, rightToLeft).map((run) => ({ ...run, width: runWidth(doc, run) }))
  let x = rightToLeft ? left + width - runs.reduce((sum, run) => sum + run.width, 0) : left
  for (const run of runs) {
    doc.text(run.text, x, top, run.shaped ? SHAPED : { lineBreak: false })
    x += run.width
  }
}

/** Draws lines from a height and gives the height below them. */
export const drawLines = (doc: Pdf, lines: readonly string[], setting: Setting, top: number): number => {
  const step = setting.size * LEADING
  lines.forEach((line, at) => {
    drawLine(doc, line, setting, top + at * step)
  })
  return top + lines.length * step
}

export const heightOf = (lines: readonly string[], size: number): number => lines.length * size * LEADING

/** What fits on this page, and the rest; a single line is left behind nowhere. */
const firstPart = (lines: readonly string[], step: number, y: number): number => {
  const fit = Math.floor((A4.bottom - y) / step)
  if (fit >= lines.length) return lines.length
  if (lines.length - fit === 1 && fit > 2) return fit - 1
  return fit < 2 && lines.length > 1 ? 0 : fit
}

/** Words of one part of the reading order, over as many pages as they need. */
export const flowText = (sheet: Sheet, element: Element, text: string, setting: Setting): void => {
  const { doc } = sheet
  const rightToLeft = setting.rightToLeft ?? sheet.rightToLeft
  useFace(sheet, setting.face, setting.size)
  let lines = breakLines(doc, text, setting.width, rightToLeft)
  while (lines.length > 0) {
    const count = firstPart(lines, setting.size * LEADING, doc.y)
    if (count <= 0) {
      turnPage(sheet)
      continue
    }
    const [part, top] = [lines.slice(0, count), doc.y]
    element.add(() => {
      useFace(sheet, setting.face, setting.size)
      doc.y = drawLines(doc, part, { ...setting, rightToLeft }, top)
    })
    doc.y = top + heightOf(part, setting.size)
    lines = lines.slice(count)
  }
}
