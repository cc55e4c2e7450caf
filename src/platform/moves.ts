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
