import type { Borough } from '../boroughs'
import type { Chance } from '../chance'
import type { Story } from '../story'
import type { Scale } from './scale'

/** One thing that happened to one person or device, from its beginning to its end. */
export type Tale = () => Promise<void>

/** What a part of the history is told with. */
export interface Chapter {
  readonly story: Story
  readonly borough: Borough
  readonly chance: Chance
  readonly scale: Scale
  readonly postcodes: readonly string[]
  /** Ids of places. */
  readonly places: readonly string[]
  /** Tells many tales side by side, saying how far it is. */
  run(title: string, tales: readonly Tale[]): Promise<void>
}
