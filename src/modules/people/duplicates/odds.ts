/**
 * How often a thing is so when two records are of one person, of two people who live together, and of two who have nothing to do
 * with one another. What tells the first from the second is what a phone or a postcode alone never can: couples, twins, a child
 * named after a parent.
 */
export type Odds = readonly [same: number, together: number, apart: number]

export const NO_WORD: Odds = [1, 1, 1]

export const times = (all: readonly Odds[]): Odds => all.reduce<Odds>(([a, b, c], [x, y, z]) => [a * x, b * y, c * z], NO_WORD)

/** Of a hundred people we know six stand here twice, and twenty-five live with someone who stands here too. */
const RECORDED_TWICE = 0.06
const LIVE_TOGETHER = 0.25

/** Fewer people than this tell little about how common a name is. */
export const FEWEST = 2000

/** How likely it is that two records of so many people are of one person, 0 to 1. */
export const likelihoodOf = (all: readonly Odds[], people: number): number => {
  const [same, together, apart] = times(all)
  const many = Math.max(people, FEWEST)
  const [one, two] = [(same * RECORDED_TWICE) / many, (together * LIVE_TOGETHER) / many]
  return one / (one + two + apart)
}
