import { SegmentedMessage } from 'sms-segments-calculator'

/** Marks that word processors put in, and what a phone's own letters have instead. */
const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
}
const FANCY = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')

/** A text's words without typographic marks: one curly quote would more than double its price. */
export const plainly = (words: string): string => words.replace(FANCY, (mark) => PLAIN[mark] ?? mark)

export interface TextCost {
  /** As charged: a few marks, such as €, count twice. */
  readonly characters: number
  /** How many texts are paid for. */
  readonly texts: number
  /** How many characters fit before one more text is paid for. */
  readonly fits: number
  /** Characters for which the whole text is sent in the long encoding, each once. */
  readonly odd: readonly string[]
  /** How many texts it would be without them. */
  readonly textsWithoutOdd: number
}

/** Of one text, and of each part of a longer one. */
const SHORT = { first: 160, each: 153 } as const
const LONG = { first: 70, each: 67 } as const

/** What a text costs: 160 characters are one, 306 two, 459 three; 70, 134, 201 in the long encoding. */
export const textCost = (words: string): TextCost => {
  const message = new SegmentedMessage(words)
  const odd = [...new Set(message.getNonGsmCharacters())]
  const room = message.encodingName === 'UCS-2' ? LONG : SHORT
  const texts = Math.max(1, message.segmentsCount)
  const plain = odd.reduce((text, character) => text.replaceAll(character, 'x'), words)
  return {
    characters: message.encodedChars.reduce((sum, { codeUnits }) => sum + (codeUnits?.length ?? 1), 0),
    texts,
    fits: texts === 1 ? room.first : room.each * texts,
    odd,
    textsWithoutOdd: odd.length > 0 ? Math.max(1, new SegmentedMessage(plain).segmentsCount) : texts,
  }
}
