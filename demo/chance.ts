/** Chance that can be told again: the same seed gives the same throws, whatever runs beside it. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T
  /** `count` different ones of a list, or all of them when it is shorter. */
  some<T>(list: readonly T[], count: number): T[]
  likely(share: number): boolean
  /** A source of its own for one part of the story, so that a throw more in one part changes no other. */
  fork(name: string | number): Chance
}

/** FNV-1a: spreads a name over 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** Mulberry32: small, quick, and good enough for made-up people. Never for secrets. */
const throwsOf = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The chance that belongs to a seed. */
export const chanceOf = (seed: string): Chance => {
  const next = throwsOf(hashOf(seed))
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  const pick = <T>(list: readonly T[]): T => {
    const one = list[between(0, list.length - 1)]
    if (one === undefined) throw new Error('there is nothing to pick from')
    return one
  }
  const some = <T>(list: readonly T[], count: number): T[] => {
    const left = [...list]
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(between(0, left.length - 1), 1)).flat()
  }
  return { between, pick, some, likely: (share) => next() < share, fork: (name) => chanceOf(`${seed}/${name}`) }
}
