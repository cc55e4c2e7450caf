import { doubleMetaphone } from 'double-metaphone'

/** Names whose spelling no rule turns into their sound, as English ears write them down. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  nguyen: ['win', 'nwin', 'newen'],
  ng: ['ing', 'ung'],
  hsu: ['shoo', 'shu'],
  xu: ['shoo', 'shu', 'hsu'],
  cholmondeley: ['chumley'],
  featherstonhaugh: ['fanshaw', 'fanshawe'],
  mainwaring: ['mannering'],
  beauchamp: ['beecham'],
  menzies: ['mingis', 'mingus'],
  dalziel: ['deeyell'],
  marjoribanks: ['marchbanks'],
  tadhg: ['tige', 'tieg'],
  padraig: ['porick', 'pawdrig'],
  ruaidhri: ['rory'],
  ruairi: ['rory'],
  domhnall: ['donal'],
  meadhbh: ['maeve'],
  aoibheann: ['eavan', 'aveen'],
  sile: ['sheila'],
  eilidh: ['ailee', 'ayley'],
  mhairi: ['vari', 'varry'],
  myfanwy: ['muvanwy'],
  ieuan: ['yayan', 'yeyan'],
  ioan: ['yoan'],
  graeme: ['graham'],
  joaquin: ['wakeen'],
  joao: ['jwow'],
  guillaume: ['geeome'],
  yvonne: ['evon', 'eevon'],
  yves: ['eve', 'eev'],
  isla: ['eyela'],
  xiao: ['shao', 'siao'],
  xiong: ['shong', 'shiong'],
  oluwaseun: ['shayun'],
}

/** How other languages write what English writes otherwise: [where it is so, how it is written there, how here]. */
const RESPELLINGS: readonly (readonly [RegExp, readonly (readonly [RegExp, string])[]])[] = [
  [
    /[bm]h|(?!^)[dg]h(?!t)|^s[ie][aou]|^si[ln]e|rse$|aoi/,
    [
      [/[bm]h/g, 'v'],
      [/(?!^)[dg]h/g, ''],
      [/^s(?=[ie])/g, 'sh'],
      [/rse$/g, 'rsha'],
    ],
  ],
  [
    /^x|^q(?!u)|^zh/,
    [
      [/^x/, 'sh'],
      [/^q/, 'ch'],
      [/^zh/, 'j'],
    ],
  ],
  [
    /sz|cz|rz|^woj|wicz|wski|wska/,
    [
      [/szcz/g, 'shch'],
      [/sz/g, 'sh'],
      [/cz|ci/g, 'ch'],
      [/rz/g, 'zh'],
      [/w/g, 'v'],
      [/j/g, 'y'],
    ],
  ],
]

const respelt = (word: string): string[] =>
  RESPELLINGS.filter(([where]) => where.test(word)).map(([, rules]) =>
    rules.reduce((text, [from, to]) => text.replace(from, to), word),
  )

/** What someone who only heard this name might write. */
export const heardAs = (word: string): readonly string[] => SAID[word] ?? []

const codesOf = (word: string): string[] => (/^[a-z]{3,}$/.test(word) ? doubleMetaphone(word).filter(Boolean) : [])

/** How a word sounds, so that Shivaun finds Siobhan and Neve finds Niamh; nothing for words not in Latin letters. */
export const soundsOf = (word: string): string[] => {
  // A code of one letter fits half the borough.
  const respellings = [...respelt(word), ...heardAs(word)].flatMap(codesOf).filter((code) => code.length > 1)
  return [...new Set([...codesOf(word), ...respellings])]
}

/** The one sound a word is filed under. */
export const soundOf = (word: string): string => codesOf(respelt(word)[0] ?? word)[0] ?? word
