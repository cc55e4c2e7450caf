import { createRequire } from 'node:module'
import type { Pdf } from './sheet'

export type Face = 'plain' | 'bold'
export type Family = 'usual' | 'arabic'

/** What words are set with. */
export interface Pen {
  readonly doc: Pdf
  readonly large: boolean
  readonly face: Face
  readonly size: number
}

const { resolve } = createRequire(import.meta.url)

/** The file of a font, or null where its package is not installed: letters it would set are then refused, not drawn as boxes. */
const installed = (path: string): string | null => {
  try {
    return resolve(path)
  } catch {
    return null
  }
}

type Faces = Readonly<Record<Face, string | null>>

const dejavu = (name: string): Faces => ({
  plain: installed(`dejavu-fonts-ttf/ttf/${name}.ttf`),
  bold: installed(`dejavu-fonts-ttf/ttf/${name}-Bold.ttf`),
})
const naskh = '@expo-google-fonts/noto-naskh-arabic'

const USUAL = dejavu('DejaVuSansCondensed')
/** Large print is wider too, which is easier to read for many. */
const LARGE = dejavu('DejaVuSans')
const ARABIC: Faces = {
  plain: installed(`${naskh}/400Regular/NotoNaskhArabic_400Regular.ttf`),
  bold: installed(`${naskh}/700Bold/NotoNaskhArabic_700Bold.ttf`),
}
const hasArabic = Boolean(ARABIC.plain && ARABIC.bold)

/** Letters of Arabic must be so much larger to look the same size. */
const ARABIC_SCALE = hasArabic ? 1.2 : 1.1

const fileOf = (family: Family, { face, large }: Pick<Pen, 'face' | 'large'>): string => {
  const file = family === 'arabic' && hasArabic ? ARABIC[face] : (large ? LARGE : USUAL)[face]
  if (!file) throw new Error('the fonts that letters are set in are not installed')
  return file
}

/** Takes up the font for some words. */
export const take = (pen: Pen, family: Family = 'usual'): Pdf =>
  pen.doc.font(fileOf(family, pen)).fontSize(pen.size * (family === 'arabic' ? ARABIC_SCALE : 1))

/** The usual fonts have Arabic and Farsi too, but not these letters of Urdu. */
const URDU = hasArabic ? '' : 'ہےۓۂ۔'
const OURS = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Arabic', 'Common', 'Inherited']
const NOT_OURS = new RegExp(`[${URDU}]|(?![${OURS.map((script) => `\\p{Script=${script}}`).join('')}])\\p{Assigned}`, 'u')

/** Pictures (emoji) with the marks that join and colour them; paper leaves them out. */
const PICTURE =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u20e3|\ufe0e|\ufe0f|(?<=\p{Extended_Pictographic})\u200d/gu
const KEPT = '©®™'

/** Text as paper takes it: composed, without pictures or control signs. */
export const paperText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(PICTURE, (sign) => (KEPT.includes(sign) ? sign : ''))
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (sign) => (sign === '\n' ? sign : ' '))

/** Whether our fonts have every letter of a text. Bengali, Chinese, Gujarati and others they do not. */
export const canSet = (text: string): boolean => !NOT_OURS.test(paperText(text))
