export interface Move<S extends string> {
  readonly from: readonly S[]
  readonly to: S
}

export type Moves<S extends string = string> = Readonly<Record<string, Move<S>>>

/** What may follow what: `moves<LoanStatus>()({ collect: { from: ['promised'], to: 'on_loan' } })`. */
export const moves =
  <S extends string>() =>
  <const M extends Moves<S>>(table: M): M =>
    table

/** Whether a record in this status may make a move: asked before a form for it is shown. */
export const mayMove = ({ from }: Pick<Move<string>, 'from'>, status: string): boolean => from.includes(status)
