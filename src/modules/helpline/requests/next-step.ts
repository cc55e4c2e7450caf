import type { Work } from '#platform/command'
import { type Refusal, refuse } from '#platform/outcome'

/** A next step is never in the past: the refusal for one that is, or null. */
export const refusePast = ({ today }: Pick<Work, 'today'>, on: string): Refusal | null =>
  on < today ? refuse('in-the-past', 'Choose today or a later day', 'nextActionOn') : null
