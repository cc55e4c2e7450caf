import type { z } from 'zod'
import type { StaffAction } from './access'
import type { Work } from './command'
import type { WantedColumn } from './tabular/index'

export interface ImportProblem {
  readonly line: number
  readonly message: string
}

/** How one kind of file becomes records: `digiknow import places …` and the same on screen. */
export interface Importer<Row> {
  readonly kind: string
  readonly label: string
  readonly action: StaffAction
  readonly columns: readonly WantedColumn[]
  /** Columns of a file that has no header row, chosen when its first row fits (Code-Point Open). */
  readonly headerless?: readonly string[]
  readonly schema: z.ZodType<Row>
  /**
   * Writes one batch, the same way the screens do, and again without making doubles. Gives the rows that could not be
   * written and why; those are not written.
   */
  readonly write: (
    work: Work,
    rows: readonly { readonly line: number; readonly row: Row }[],
  ) => Promise<{ written: number; problems: readonly ImportProblem[] }>
}

/** An importer whose kind of row only it knows. Made by `importer()`. */
export type AnyImporter = Importer<unknown>

/** Hides the row type behind the schema that makes it: rows reach `write` only through `schema`. */
export const importer = <Row>(spec: Importer<Row>): AnyImporter => ({
  ...spec,
  write: (work, rows) => spec.write(work, rows as never),
})
