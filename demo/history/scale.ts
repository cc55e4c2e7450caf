/** How much of the history is told: 1 is all of it, 0.01 a hundredth, for a trial. */
export type Scale = (count: number) => number

export const scaleOf =
  (factor: number): Scale =>
  (count) =>
    Math.max(1, Math.round(count * factor))

/** Splits a whole number by weights, so that the parts add up to it again. */
export const splitBy = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const upTo = weights.map((_weight, nth) =>
    Math.round((total * weights.slice(0, nth + 1).reduce((all, weight) => all + weight, 0)) / sum),
  )
  return upTo.map((end, nth) => end - (upTo[nth - 1] ?? 0))
}

/** A list in parts of a size. */
export const inParts = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_none, nth) => list.slice(nth * size, (nth + 1) * size))
