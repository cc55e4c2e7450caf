/** Letters that no accent hides: Bronisław is typed Bronislaw. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h' },
}

/** Letters as anyone would type them: no accents, no capitals, no stray marks. "Siân O’Neill" → "sian oneill". */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøđðþßæœıħ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/['’‘`.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The words of a name, each once, in their order. */
export const nameWords = (text: string): string[] => [...new Set(folded(text).split(' ').filter(Boolean))]

const SHORTEST_PART = 3

/** What follows an apostrophe is looked for on its own too: Neill of O’Neill, Souza of D’Souza. */
export const nameParts = (text: string): string[] =>
  text
    .split(/['’‘]/)
    .slice(1)
    .flatMap((part) => nameWords(part).slice(0, 1))
    .filter((part) => part.length >= SHORTEST_PART)
