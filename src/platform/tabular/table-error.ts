export type TableProblem =
  | 'empty'
  | 'only-headings'
  | 'missing-heading'
  | 'duplicate-heading'
  | 'wrong-columns'
  | 'not-a-table'
  | 'too-big'
  | 'too-many-columns'
  | 'too-many-rows'
  | 'unclosed-quote'
  | 'damaged'
  | 'no-such-sheet'

/** A file we can't read as a table. The message is plain English, fit to show as it is. */
export class TableError extends Error {
  constructor(
    readonly problem: TableProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'TableError'
  }
}
