import type { ColumnMapping } from '#platform/tabular/index'

export type ImportMode = 'all' | 'good'

/** Why a run in mode `all` wrote nothing, when its good rows can still be brought in. */
export const ROWS_TO_PUT_RIGHT = 'rows-to-put-right'

/** One file to bring in: what it is called, how its columns are read, and whether bad rows stop it. */
export interface ImportPlan {
  readonly runId: string
  readonly filename: string
  readonly mapping?: ColumnMapping | undefined
  /** `all`: everything or nothing. `good`: the good rows. */
  readonly mode: ImportMode
}

/** How far an import is. */
export interface Tally {
  columns: readonly string[]
  read: number
  written: number
  bad: number
  leftOut: Record<string, number>
}

export const freshTally = (): Tally => ({ columns: [], read: 0, written: 0, bad: 0, leftOut: {} })

/** Adds counts by reason. */
export const addLeftOut = (tally: Tally, more: Readonly<Record<string, number>> = {}): void => {
  for (const [reason, count] of Object.entries(more)) tally.leftOut[reason] = (tally.leftOut[reason] ?? 0) + count
}
