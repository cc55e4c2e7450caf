import type { Chance } from '../../demo/chance'

/** Where fingers slip: each key's neighbours on a British keyboard. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  ...{
    q: 'wa',
    w: 'qes',
    e: 'wrd',
    r: 'etf',
    t: 'ryg',
    y: 'tuh',
    u: 'yij',
    i: 'uok',
    o: 'ipl',
    p: 'ol',
    a: 'qsz',
    s: 'adwx',
    d: 'sfec',
  },
  ...{
    f: 'dgrv',
    g: 'fhtb',
    h: 'gjyn',
    j: 'hkum',
    k: 'jlim',
    l: 'ko',
    z: 'xa',
    x: 'zcs',
    c: 'xvd',
    v: 'cbf',
    b: 'vng',
    n: 'bmh',
    m: 'nk',
  },
}

const at = (word: string, place: number, put: string, taken = 1): string => word.slice(0, place) + put + word.slice(place + taken)

const omit = (word: string, place: number): string => at(word, place, '')
const double = (word: string, place: number): string => at(word, place, `${word[place]}${word[place]}`)
const change = (word: string, place: number): string => at(word, place, `${word[place + 1] ?? ''}${word[place] ?? ''}`, 2)

const hitBeside = (chance: Chance, word: string, place: number): string => {
  const near = NEIGHBOURS[word[place]?.toLowerCase() ?? ''] ?? 'e'
  return at(word, place, near[chance.between(0, near.length - 1)] ?? 'e')
}
const hitBoth = (chance: Chance, word: string, place: number): string => {
  const near = NEIGHBOURS[word[place]?.toLowerCase() ?? ''] ?? 'e'
  return at(word, place, `${word[place]}${near[chance.between(0, near.length - 1)] ?? ''}`)
}

/**
 * One typing error. The four kinds are Damerau's (1964: one letter wrong, missing, extra, or two changed round make four errors in
 * five), about as often as later counts of typed words found them (Kukich 1992: the first letter is seldom wrong).
 */
export const typingError = (chance: Chance, word: string): string => {
  if (word.length < 3) return word
  const place = chance.likely(0.07) ? 0 : chance.between(1, word.length - 2)
  const kind = chance.between(1, 100)
  if (kind <= 34) return hitBeside(chance, word, place)
  if (kind <= 61) return omit(word, place)
  if (kind <= 72) return double(word, place)
  if (kind <= 84) return hitBoth(chance, word, place)
  return change(word, place)
}

/** Letters that sound the same, as someone who only hears a name may write them. */
const HEARD: readonly (readonly [RegExp, string])[] = [
  [/ph/i, 'f'],
  [/ck/i, 'k'],
  [/ie/i, 'ei'],
  [/ey$/i, 'y'],
  [/y$/i, 'ie'],
  [/ou/i, 'u'],
  [/ee/i, 'ea'],
  [/ll/i, 'l'],
  [/tt/i, 't'],
  [/nn/i, 'n'],
  [/ss/i, 's'],
  [/gh/i, ''],
  [/c(?=[aou])/i, 'k'],
  [/e$/i, ''],
  [/son$/i, 'sen'],
  [/er/i, 'ar'],
  [/th/i, 't'],
  [/ai/i, 'ay'],
  [/([^aeiou])l([aeiou])/i, '$1ll$2'],
]

export const heardWrong = (chance: Chance, word: string): string => {
  const fits = HEARD.filter(([where]) => where.test(word))
  if (fits.length === 0) return typingError(chance, word)
  const [where, put] = chance.pick(fits)
  return word.replace(where, put)
}

/** Without the marks of its own language, as a keyboard here writes it. */
export const withoutAccents = (word: string): string =>
  word.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ł/g, 'l').replace(/Ł/g, 'L')

const SHORT: Readonly<Record<string, readonly string[]>> = {
  ...{
    Margaret: ['Maggie', 'Peggy', 'Meg'],
    Elizabeth: ['Liz', 'Betty', 'Beth'],
    Patricia: ['Pat', 'Trish'],
    Dorothy: ['Dot', 'Dorrie'],
  },
  ...{
    Kathleen: ['Kath', 'Kathy'],
    Catherine: ['Cath', 'Kate'],
    Susan: ['Sue'],
    Deborah: ['Debbie'],
    Jacqueline: ['Jackie'],
    Pamela: ['Pam'],
  },
  ...{
    William: ['Bill', 'Billy', 'Will'],
    Robert: ['Bob', 'Rob'],
    James: ['Jim', 'Jimmy'],
    John: ['Jack', 'Johnny'],
    Thomas: ['Tom'],
  },
  ...{ Michael: ['Mick', 'Mike'], Anthony: ['Tony'], Kenneth: ['Ken'], Ronald: ['Ron'], Frederick: ['Fred'], Leonard: ['Len'] },
  ...{
    Christopher: ['Chris'],
    Stephen: ['Steve'],
    Andrew: ['Andy'],
    David: ['Dave'],
    Daniel: ['Dan', 'Danny'],
    Matthew: ['Matt'],
  },
  ...{
    Samantha: ['Sam'],
    Rebecca: ['Becky'],
    Victoria: ['Vicky'],
    Christine: ['Chris'],
    Edward: ['Ted', 'Eddie'],
    Joseph: ['Joe'],
  },
  ...{
    Mohammed: ['Mo', 'Mohamed', 'Muhammad'],
    Benjamin: ['Ben'],
    Joshua: ['Josh'],
    Philip: ['Phil'],
    Geoffrey: ['Geoff'],
    Albert: ['Bert'],
  },
}

export const shortened = (chance: Chance, name: string): string => {
  const short = SHORT[name]
  return short ? chance.pick(short) : name
}

/** A year as it is misheard or mistyped: one out, or two figures changed round. */
export const wrongYear = (chance: Chance, year: number): number => {
  if (chance.likely(0.5)) return year + chance.pick([-1, 1])
  const text = String(year)
  return chance.likely(0.5)
    ? Number(`${text.slice(0, 2)}${text[3]}${text[2]}`)
    : Number(`${text.slice(0, 3)}${chance.between(0, 9)}`)
}

/** One figure wrong, in the part that tells one number from its neighbours. */
export const wrongDigit = (chance: Chance, phone: string): string => {
  const place = chance.between(phone.length - 6, phone.length - 1)
  return at(phone, place, String(chance.between(0, 9)))
}
