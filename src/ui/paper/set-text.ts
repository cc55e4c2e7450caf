import { visualRuns } from './bidi'
import { type Family, type Pen, paperText, take } from './faces'
import { A4, type Element, penOf, type Sheet, turnPage } from './sheet'

/** Where lines stand, and how. */
export interface Column {
  readonly left: number
  readonly width: number
  readonly colour?: string
  readonly rightToLeft?: boolean
}

/** How far lines stand apart, and how far below its top a line's letters stand, as parts of their size. */
const LEADING = 1.42
const ASCENT = 1.02

/** Features asked for by name, even none, make the font shape a whole run: letters of Arabic join, and run from the right. */
const SHAPED = { features: [] as PDFKit.Mixins.OpenTypeFeatures[] } as const
const turned = (text: string): string => [...text].reverse().join('')

interface Drawn {
  readonly text: string
  readonly family: Family
}

const drawnRuns = (line: string, rightToLeft: boolean): Drawn[] =>
  visualRuns(line, rightToLeft).map(({ text, rightToLeft: turns }) => {
    // The font turns what has letters or digits of Arabic: digits run from the left all the same, and signs alone it leaves
    const arabic = /\p{Script=Arabic}/u.test(text)
    if (turns || arabic) return { text: turns === arabic ? text : turned(text), family: 'arabic' }
    return { text, family: 'usual' }
  })

const optionsOf = (family: Family) => (family === 'usual' ? {} : SHAPED)

const runWidth = (pen: Pen, { text, family }: Drawn): number => take(pen, family).widthOfString(text, optionsOf(family))

export const lineWidth = (pen: Pen, line: string, rightToLeft = false): number =>
  drawnRuns(line, rightToLeft).reduce((width, run) => width + runWidth(pen, run), 0)

/** A word too long for a line, cut where it must be. */
const cutWord = (word: string, fits: (text: string) => boolean): string[] => {
  const parts: string[] = ['']
  for (const sign of word) {
    const grown = (parts.at(-1) ?? '') + sign
    if (parts.at(-1) && !fits(grown)) parts.push(sign)
    else parts[parts.length - 1] = grown
  }
  return parts
}

const fillLines = (words: readonly string[], fits: (text: string) => boolean): string[] => {
  const lines: string[] = ['']
  for (const word of words.flatMap((one) => (fits(one) ? [one] : cutWord(one, fits)))) {
    const line = [lines.at(-1), word].filter(Boolean).join(' ')
    if (fits(line)) lines[lines.length - 1] = line
    else lines.push(word)
  }
  return lines
}

/** Groups of one number stay on one line: 0161 496 0100. */
const withWholeNumbers = (text: string): string => text.replace(/(?<=\d) (?=\d)/g, '\u00a0')

/** Text as lines that fit a width; an end of line in the text stays one. */
export const breakLines = (pen: Pen, text: string, width: number, rightToLeft = false): string[] =>
  withWholeNumbers(paperText(text))
    .split('\n')
    .flatMap((part) => fillLines(part.split(/[ \t]+/).filter(Boolean), (line) => lineWidth(pen, line, rightToLeft) <= width))

const drawLine = (
  pen: Pen,
  line: string,
  { left, width, rightToLeft = false, colour = '#0b0c0c' }: Column,
  top: number,
): void => {
  const runs = drawnRuns(line, rightToLeft).map((run) => ({ ...run, width: runWidth(pen, run) }))
  let x = rightToLeft ? left + width - runs.reduce((sum, run) => sum + run.width, 0) : left
  for (const { text, family, width: wide } of runs) {
    const options = { ...optionsOf(family), lineBreak: false, baseline: 'alphabetic' } as const
    take(pen, family)
      .fillColor(colour)
      .text(text, x, top + pen.size * ASCENT, options)
    x += wide
  }
}

/** Draws lines one under another from a height. */
export const drawLines = (pen: Pen, lines: readonly string[], column: Column, top: number, leading = LEADING): void =>
  lines.forEach((line, at) => {
    drawLine(pen, line, column, top + at * pen.size * leading)
  })

export const heightOf = (lines: readonly string[], size: number): number => lines.length * size * LEADING

/** How many lines go on this page: no line of a paragraph stands alone on one. */
const firstPart = (lines: readonly string[], step: number, y: number): number => {
  const fit = Math.floor((A4.bottom - y) / step)
  if (fit >= lines.length) return lines.length
  if (lines.length - fit === 1 && fit > 2) return fit - 1
  return fit < 2 ? 0 : fit
}

/** Words of one part of the reading order, over as many pages as they need. */
export const flowText = (sheet: Sheet, element: Element, text: string, column: Column, pen = penOf(sheet)): void => {
  const { doc, rightToLeft } = sheet
  let lines = breakLines(pen, text, column.width, rightToLeft)
  while (lines.length > 0) {
    const count = firstPart(lines, pen.size * LEADING, doc.y)
    if (count === 0) turnPage(sheet)
    const [part, top] = [lines.slice(0, count), doc.y]
    if (count > 0) element.add(() => drawLines(pen, part, { rightToLeft, ...column }, top))
    doc.y = top + heightOf(part, pen.size)
    lines = lines.slice(count)
  }
}
