import type { Reach } from '../planning/choose-way'

interface Printed {
  readonly address: string
}

/** Whether a letter that was printed must not be opened again: its person has gone or moved since, or wants no letters. */
export const isLeftOut = (letter: Printed, reach: Reach | undefined): boolean =>
  !reach || reach.gone || reach.postal.join('\n') !== letter.address
