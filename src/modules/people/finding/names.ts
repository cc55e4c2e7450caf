import { doubleMetaphone } from 'double-metaphone'

/** Letters as anyone would type them: no accents, no capitals, no stray marks. "Siân O’Neill" → "sian oneill". */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export const nameWords = (text: string): string[] => [...new Set(folded(text).split(' ').filter(Boolean))]

/** How a word sounds, so that Shivaun finds Siobhan's neighbour Shavon; nothing for words not in Latin letters. */
export const soundsOf = (word: string): string[] =>
  /^[a-z]{3,}$/.test(word) ? [...new Set(doubleMetaphone(word))].filter(Boolean) : []
