/** A small repeatable source of chance, so that a failing order can be run again: numbers from 0, below what is asked. */
export const chanceFrom = (seed: number) => {
  let state = seed >>> 0
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

export type Chance = ReturnType<typeof chanceFrom>
