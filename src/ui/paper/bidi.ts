/**
 * Words of both directions in one line, after Unicode's rules (UAX 9) for text without marks of its own, with two kindnesses:
 * a number in groups (0161 496 0187) and a sum of money (£50) keep their order in Arabic, Farsi and Urdu.
 */
type Kind = 'L' | 'R' | 'EN' | 'ES' | 'ET' | 'CS' | 'NSM' | 'WS' | 'ON'

export interface Run {
  readonly text: string
  readonly rightToLeft: boolean
}

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^\p{M}$/u, 'NSM'],
  [/^\p{Nd}$/u, 'EN'],
  [/^[\p{Script=Arabic}\p{Script=Hebrew}]$/u, 'R'],
  [/^\p{L}$/u, 'L'],
  [/^[+-]$/u, 'ES'],
  [/^[£$€%°#]$/u, 'ET'],
  [/^[,./:\u00a0]$/u, 'CS'],
  [/^\s$/u, 'WS'],
]

const kindOf = (sign: string): Kind => KINDS.find(([pattern]) => pattern.test(sign))?.[1] ?? 'ON'

const MIRRORED = '()[]{}<>«»‹›'
const mirrored = (sign: string): string => {
  const at = MIRRORED.indexOf(sign)
  return at < 0 ? sign : (MIRRORED[at ^ 1] ?? sign)
}
const isOpening = (sign: string): boolean => '([{'.includes(sign)

/** Marks take the kind of the letter they stand on; signs inside or beside a number belong to it. */
const withNumbers = (signs: readonly string[]): Kind[] => {
  const kinds = signs.map(kindOf)
  kinds.forEach((kind, at) => {
    if (kind === 'NSM') kinds[at] = kinds[at - 1] ?? 'ON'
  })
  kinds.forEach((kind, at) => {
    const [before, after] = [kinds[at - 1], kinds[at + 1]]
    const inside = before === 'EN' && after === 'EN'
    if ((['ES', 'CS', 'WS'].includes(kind) && inside) || (kind === 'ET' && (before === 'EN' || after === 'EN'))) kinds[at] = 'EN'
    else if (signs[at] === '+' && after === 'EN') kinds[at] = 'EN'
  })
  return kinds
}

/** The strong direction before a place: what came last, or the paragraph's own. */
const strongBefore = (kinds: readonly Kind[], at: number, base: Kind): Kind =>
  kinds.slice(0, at).findLast((kind) => kind === 'L' || kind === 'R') ?? base

const joinNumbers = (kinds: Kind[], base: Kind): Kind[] => {
  kinds.forEach((kind, at) => {
    // A number after Latin letters is one of them: SK3 8NR, DK-0317
    if (kind === 'EN' && strongBefore(kinds, at, base) === 'L') kinds[at] = 'L'
  })
  return kinds
}

const closingOf = (signs: readonly string[], opening: number): number => {
  let depth = 0
  for (let at = opening; at < signs.length; at++) {
    if (signs[at] === signs[opening]) depth++
    if (signs[at] === mirrored(signs[opening] ?? '') && --depth === 0) return at
  }
  return -1
}

const asDirection = (kind: Kind | undefined): 'L' | 'R' | undefined =>
  kind === 'L' ? 'L' : kind === 'R' || kind === 'EN' ? 'R' : undefined

/** A pair of brackets goes the way of what stands in it, where it can. */
const joinBrackets = (signs: readonly string[], kinds: Kind[], base: 'L' | 'R'): Kind[] => {
  signs.forEach((sign, opening) => {
    const closing = isOpening(sign) ? closingOf(signs, opening) : -1
    if (closing < 0) return
    const inside = kinds.slice(opening + 1, closing).flatMap((kind) => asDirection(kind) ?? [])
    if (inside.length === 0) return
    const both = inside.includes(base) ? base : strongBefore(kinds, opening, base)
    kinds[opening] = both
    kinds[closing] = both
  })
  return kinds
}

/** What has no direction takes that of its neighbours when they agree, else the paragraph's. */
const joinNeutrals = (kinds: readonly Kind[], base: 'L' | 'R'): ('L' | 'R' | 'EN')[] =>
  kinds.map((kind, at) => {
    if (kind === 'L' || kind === 'R' || kind === 'EN') return kind
    const before = kinds.slice(0, at).findLast((one) => asDirection(one))
    const after = kinds.slice(at).find((one) => asDirection(one))
    const [one, other] = [asDirection(before) ?? base, asDirection(after) ?? base]
    return one === other ? one : base
  })

const levelsOf = (signs: readonly string[], base: 'L' | 'R'): number[] => {
  const kinds = joinNeutrals(joinBrackets(signs, joinNumbers(withNumbers(signs), base), base), base)
  if (base === 'R') return kinds.map((kind) => (kind === 'R' ? 1 : 2))
  return kinds.map((kind) => (kind === 'L' ? 0 : kind === 'R' ? 1 : 2))
}

const levelRuns = (signs: readonly string[], levels: readonly number[]): { text: string; level: number }[] => {
  const runs: { text: string; level: number }[] = []
  signs.forEach((sign, at) => {
    const last = runs.at(-1)
    if (last && last.level === levels[at]) last.text += sign
    else runs.push({ text: sign, level: levels[at] ?? 0 })
  })
  return runs
}

/** Turns round every stretch at or above a level, from the highest down. */
const reordered = <T extends { level: number }>(runs: readonly T[], least: number): T[] => {
  let out = [...runs]
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level >= least; level--) {
    const next: T[] = []
    let stretch: T[] = []
    for (const run of out) {
      if (run.level >= level) stretch.unshift(run)
      else {
        next.push(...stretch, run)
        stretch = []
      }
    }
    out = [...next, ...stretch]
  }
  return out
}

/** A line as runs from left to right, each of one direction; brackets in a right-to-left run are turned round. */
export const visualRuns = (line: string, rightToLeft: boolean): Run[] => {
  const signs = [...line]
  const levels = levelsOf(signs, rightToLeft ? 'R' : 'L')
  return reordered(levelRuns(signs, levels), 1).map(({ text, level }) =>
    level % 2 === 1 ? { text: [...text].map(mirrored).join(''), rightToLeft: true } : { text, rightToLeft: false },
  )
}
