import { parse as parsePostcode } from 'postcode'
import { folded } from './names'
import { lastDigits, postcodeToken } from './person-tokens'

/** What was typed in the one box, taken apart. */
export interface Asked {
  /** Words of a name, in the order typed, folded. */
  readonly words: readonly string[]
  /** Tokens a person must have: a whole postcode, a reference. */
  readonly exact: readonly string[]
  /** Tokens a person must have one that begins with: a phone number as far as it was typed or its last digits, part of a postcode, an email. */
  readonly starts: readonly string[]
  /** The district of their postcode, "sk3", where it was typed whole. */
  readonly district?: string
}

const digitsOf = (text: string): string =>
  text
    .replace(/\(0\)/, '')
    .replace(/^\s*(\+44|0044|44(?=[\s(]*[1-9]\d{2}))/, '0')
    .replace(/^\s*(\+|00)/, '')
    .replace(/\D/g, '')

const FEWEST_LAST = 6

/** A number as far as it was typed; without its area code, one that ends so. */
const phoneStart = (text: string): string => {
  const digits = digitsOf(text)
  const isBegun = /^[\s(]*[+0]/.test(text) || digits.startsWith('0') || digits.length < FEWEST_LAST
  return isBegun ? `#${digits}` : lastDigits(digits)
}

interface Kind {
  readonly looks: RegExp
  readonly read: (text: string) => Partial<Asked>
}

const LETTERS = String.raw`(?<![\p{L}\p{N}])`
const ENDS = String.raw`(?![\p{L}\p{N}])`

/** Each kind of thing that is not a name, the surest first: what it looks like, and what it asks for. */
const KINDS: readonly Kind[] = [
  { looks: /(?<!\S)p-?\d[\d-]*(?!\S)/iu, read: (text) => ({ exact: [text.toLowerCase().replace(/^p(?=\d)/, 'p-')] }) },
  { looks: /\S+@\S*/u, read: (text) => ({ starts: [text.toLowerCase()] }) },
  {
    looks: new RegExp(`${LETTERS}[a-z]{1,2}\\d[a-z\\d]?\\s?\\d[a-z]{2}${ENDS}`, 'iu'),
    read: (text) => (parsePostcode(text).valid ? { exact: [postcodeToken(text)] } : { words: [folded(text)] }),
  },
  {
    looks: new RegExp(`${LETTERS}[a-z]{1,2}\\d[a-z\\d]?(\\s\\d[a-z]?)?${ENDS}`, 'iu'),
    read: (text) => (/\s/.test(text) ? { starts: [postcodeToken(text)] } : { district: text.toLowerCase() }),
  },
  {
    looks: /(?<![\p{L}\p{N}])[+(]?\d[\d\s()/.–-]{2,}\d(?![\p{L}\p{N}])/u,
    read: (text) => ({ starts: [phoneStart(text)] }),
  },
]

const MOST_WORDS = 5

/** The reference of a request or a referral, when that is what was typed. */
export const referenceTyped = (text: string): string | undefined => {
  const [, kind, number] = /^\s*([rf])-?(\d[\d-]*)\s*$/i.exec(text) ?? []
  return kind && `${kind.toUpperCase()}-${number}`
}

/** Reads one box: a phone number in any format, a postcode or part of one, an email, a reference, any part of a name; or several. */
export const asked = (text: string): Asked => {
  const found = { words: [] as string[], exact: [] as string[], starts: [] as string[] }
  let rest = text.trim()
  let district: string | undefined
  for (const { looks, read } of KINDS) {
    const seen = looks.exec(rest)
    if (!seen) continue
    const { words = [], exact = [], starts = [], ...more } = read(seen[0])
    district ??= more.district
    found.words.push(...words)
    found.exact.push(...exact)
    found.starts.push(...starts)
    rest = `${rest.slice(0, seen.index)} ${rest.slice(seen.index + seen[0].length)}`
  }
  const words = [...found.words, ...folded(rest).split(' ').filter(Boolean)].slice(0, MOST_WORDS)
  return { ...found, words, ...(district && { district }) }
}

/**
 * The tokens of someone named in full: by reference, whole phone number, email or whole name, with or without a postcode; nothing
 * for text that names nobody by itself. A part of any of these is no token of theirs.
 */
export const wholly = (text: string): string[] => {
  const { words, exact, starts, district } = asked(text)
  const tokens = [
    ...exact,
    ...starts,
    ...(district ? [postcodeToken(district)] : []),
    ...(words.length > 0 ? [`=${words.join(' ')}`] : []),
  ]
  return tokens.every((token) => token.startsWith('@')) ? [] : tokens
}
