import { describe, expect, it } from 'vitest'
import { visualRuns } from './bidi'

/** Letters of Arabic written in capitals, as the rules of Unicode do in their examples; seen from left to right. */
const seen = (line: string, rightToLeft: boolean): string => {
  const arabic = line.replace(/[A-Z]/g, (letter) => String.fromCodePoint(0x0628 + letter.charCodeAt(0) - 65))
  const shown = visualRuns(arabic, rightToLeft).map(({ text, rightToLeft: turns }) =>
    turns ? [...text].reverse().join('') : text,
  )
  return shown.join('').replace(/[\u0628-\u0641]/g, (letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x0628 + 65))
}

describe('a line in both directions', () => {
  it.each([
    ['hello', false, 'hello'],
    ['hello ABC there', false, 'hello CBA there'],
    ['ABC DEF.', true, '.FED CBA'],
    ['ABC dk-0317 DEF', true, 'FED dk-0317 CBA'],
    ['ABC 0161 496 0100 DEF', true, 'FED 0161 496 0100 CBA'],
    ['ABC +44 161 DEF', true, 'FED +44 161 CBA'],
    ['ABC £50, DEF', true, 'FED ,£50 CBA'],
    ['ABC 10:30 DEF 12:00.', true, '.12:00 FED 10:30 CBA'],
    ['ABC (digiknow) DEF', true, 'FED (digiknow) CBA'],
    ['digiknow (stockport) ABC', true, 'CBA digiknow (stockport)'],
    ['ABC (DEF) GHI', true, 'IHG (FED) CBA'],
    ['the word (ABC) is', false, 'the word (CBA) is'],
    ['call sk3 8nr ABC', true, 'CBA call sk3 8nr'],
    ['15/11/2026 ABC', true, 'CBA 15/11/2026'],
  ])('%s', (line, rightToLeft, shown) => {
    expect(seen(line, rightToLeft)).toBe(shown)
  })

  it('keeps a mark with its letter', () => {
    const [run] = visualRuns('جهازًا', true)
    expect(run).toEqual({ text: 'جهازًا', rightToLeft: true })
  })
})
