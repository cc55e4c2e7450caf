import { nameWords } from '../finding/names'
import { isSlip, slips } from '../finding/near-words'
import { otherNames } from '../finding/nicknames'
import { heardAs, soundsOf } from '../finding/said-as'
import { NO_WORD, type Odds } from './odds'
import type { Reason } from './reasons'

/** How common words of names are here. */
export interface NameCommonness {
  /** The share of people who bear a word in their name. */
  readonly share: (word: string) => number
  /** Whether enough bear it to be a name, and not somebody's slip for another. */
  readonly isName: (word: string) => boolean
}

type Level = 'same' | 'nickname' | 'misspelt' | 'other_name' | 'alike' | 'initial' | 'middle' | 'other'

/** First names: when of one person, and when of two who live together. */
const FIRST: Readonly<Record<Level, readonly [number, number]>> = {
  same: [0.78, 0.008],
  nickname: [0.06, 0.001],
  misspelt: [0.09, 0.002],
  other_name: [0.01, 0.03],
  alike: [0.03, 0.008],
  initial: [0.02, 0.05],
  middle: [0.015, 0.02],
  other: [0.01, 0.86],
}
/** Surnames change when people marry. Those who live together mostly share one. */
const LAST: Readonly<Record<Level, readonly [number, number]>> = {
  same: [0.8, 0.72],
  nickname: [0.001, 0.001],
  misspelt: [0.1, 0.01],
  other_name: [0.01, 0.01],
  alike: [0.03, 0.01],
  initial: [0.01, 0.03],
  middle: [0.001, 0.001],
  other: [0.05, 0.22],
}

const soundAlike = (one: string, other: string): boolean => {
  const sounds = soundsOf(other)
  return soundsOf(one).some((sound) => sounds.includes(sound)) || heardAs(one).includes(other) || heardAs(other).includes(one)
}

/** With the rest of the record beside it, a slip counts in a shorter word than when one searches. */
const SHORTEST = 3
const isSlipHere = (one: string, other: string): boolean =>
  isSlip(one, other) || (Math.min(one.length, other.length) >= SHORTEST && slips(one, other) === 1)

/** Suje for Sue, who is Susan. */
const isShortSlip = (one: string, other: string): boolean =>
  otherNames(one).some((short) => isSlipHere(short, other)) || otherNames(other).some((short) => isSlipHere(one, short))

type PartOfName = 'first' | 'last'

/** Anna is hardly ever a slip for Ann, nor Joan for John; but Clarke is for Clark. */
const nearLevel = (one: string, other: string, { isName }: NameCommonness, part: PartOfName): Level => {
  const [slip, alike] = [isSlipHere(one, other), soundAlike(one, other)]
  if (!slip && !alike) return isShortSlip(one, other) && !(isName(one) && isName(other)) ? 'alike' : 'other'
  if ((part === 'first' || !alike) && isName(one) && isName(other)) return 'other_name'
  return slip ? 'misspelt' : 'alike'
}

const levelOf = (one: string, other: string, common: NameCommonness, part: PartOfName): Level => {
  if (one === other) return 'same'
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? 'initial' : 'other'
  return otherNames(one).includes(other) ? 'nickname' : nearLevel(one, other, common, part)
}

/** How often two strangers agree as much: as often as the name is common. */
const byChance = (level: Level, one: string, other: string, { share }: NameCommonness): number => {
  const common = Math.max(share(one), share(other))
  const chances = { same: common, nickname: common * 2, misspelt: common * 1.5 + 0.0005, other_name: common * 2 + 0.002 }
  return { ...chances, alike: common * 2 + 0.004, initial: 0.06, middle: common, other: 0.95 }[level]
}

const ORDER: readonly Level[] = ['same', 'nickname', 'misspelt', 'alike', 'other_name', 'initial', 'middle', 'other']

interface Part {
  readonly level: Level
  readonly apart: number
}

type Pair = readonly [string, string]

/** The closest that any of these pairs of words comes; null when there is none. */
const closest = (pairs: readonly Pair[], common: NameCommonness, part: PartOfName): Part | null => {
  const parts = pairs.map(([one, other]) => {
    const level = levelOf(one, other, common, part)
    return { level, apart: byChance(level, one, other, common) }
  })
  return parts.toSorted((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level) || a.apart - b.apart)[0] ?? null
}

interface Named {
  /** The first name, and what they are called. */
  readonly first: readonly string[]
  readonly middle: readonly string[]
  readonly last: readonly string[]
}

const MOST_WORDS = 5

const partsOf = (name: string, knownAs: string): Named => {
  const words = nameWords(name).slice(0, MOST_WORDS)
  return {
    first: [...words.slice(0, 1), ...nameWords(knownAs).slice(0, 1)],
    middle: words.slice(1, -1),
    last: words.length > 1 ? words.slice(-1) : [],
  }
}

const each = (ones: readonly string[], others: readonly string[]): Pair[] =>
  ones.flatMap((one) => others.map((other): Pair => [one, other]))

/** Some go by their middle name, so it may stand for the first; two middle names alike say nothing. */
const firstOf = (a: Named, b: Named, common: NameCommonness): Part | null => {
  const first = closest(each(a.first, b.first), common, 'first')
  if (first?.level !== 'other') return first
  const middle = closest([...each(a.first, b.middle), ...each(a.middle, b.first)], common, 'first')
  return middle?.level === 'same' ? { ...middle, level: 'middle' } : first
}

const oddsOf = (part: Part | null, table: typeof FIRST): Odds => (part ? [...table[part.level], part.apart] : NO_WORD)

interface Compared {
  readonly odds: readonly Odds[]
  readonly first: Part | null
  readonly last: Part | null
  readonly swapped: boolean
}

/** Few people's first name and surname are taken for one another; fewer still are like that by chance. */
const SWAPPED: Odds = [0.03, 0.001, 0.02]

const straight = (a: Named, b: Named, common: NameCommonness): Compared => {
  const [first, last] = [firstOf(a, b, common), closest(each(a.last, b.last), common, 'last')]
  return { odds: [oddsOf(first, FIRST), oddsOf(last, LAST)], first, last, swapped: false }
}

const changedRound = (a: Named, b: Named, common: NameCommonness): Compared => {
  const [first, last] = [closest(each(a.first, b.last), common, 'first'), closest(each(a.last, b.first), common, 'last')]
  return { odds: [oddsOf(first, FIRST), oddsOf(last, LAST), SWAPPED], first, last, swapped: true }
}

const weight = ({ odds }: Compared): number => odds.reduce((product, [same, , apart]) => (product * same) / apart, 1)

const SAID: Readonly<Record<Level, Reason | null>> = {
  same: 'same_name',
  nickname: 'nickname',
  misspelt: 'misspelt',
  alike: 'sounds_alike',
  other_name: 'part_of_name',
  initial: 'part_of_name',
  middle: 'part_of_name',
  other: null,
}

const reasonsOf = ({ first, last, swapped }: Compared): Reason[] => {
  const levels = [first, last].flatMap((part) => (part ? [part.level] : []))
  if (swapped) return ['swapped']
  if (first && last && first.level !== 'other' && last.level === 'other') return ['part_of_name', 'other_surname']
  if (levels.every((level) => level === 'same') && levels.length > 0) return ['same_name']
  const worst = ORDER.findLast((level) => levels.includes(level)) ?? 'other'
  if (worst === 'other') return levels.some((level) => level !== 'other') ? ['part_of_name'] : []
  return [SAID[worst]].flatMap((reason) => reason ?? [])
}

export interface NameOdds {
  readonly odds: readonly Odds[]
  readonly reasons: readonly Reason[]
  /** Two first names that are like one another and both names, with one surname. */
  readonly likeTwins: boolean
}

/** What two names say of whether they are one person's. */
export const nameOdds = (
  a: { readonly name: string; readonly knownAs: string },
  b: { readonly name: string; readonly knownAs: string },
  common: NameCommonness,
): NameOdds => {
  const [one, other] = [partsOf(a.name, a.knownAs), partsOf(b.name, b.knownAs)]
  const ways = [straight(one, other, common), changedRound(one, other, common)].filter(
    ({ first, last, swapped }) => !swapped || (first && last && first.level !== 'other' && last.level !== 'other'),
  )
  const best = ways.reduce((most, way) => (weight(way) > weight(most) ? way : most))
  return {
    odds: best.odds,
    reasons: reasonsOf(best),
    likeTwins: best.first?.level === 'other_name' && best.last?.level !== 'other',
  }
}
