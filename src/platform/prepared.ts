import { CompiledQuery } from 'kysely'
import type { Tx } from './db'

interface Written<Row> {
  compile(by: Tx): CompiledQuery<Row>
}

/**
 * Each stands in for a value while a question is written. A symbol is no text, date or list: whoever looks into it fails at once. But
 * it is there and equal to nothing, so never ask either of a value.
 */
const SLOTS = Array.from({ length: 8 }, (_none, at) => Symbol(`value ${at + 1}`))

const inPlaceOf = (parameter: unknown, values: readonly unknown[]): unknown => {
  const at = SLOTS.indexOf(parameter as symbol)
  return at < 0 ? parameter : (values[at] ?? null)
}

/**
 * A question that is asked on every page: its words are put together the first time, and from then on it is only given its
 * values. So `write` must use each value as a whole, where a value of a query may stand; a value left out is null.
 */
export const prepared = <Values extends readonly unknown[], Row>(write: (tx: Tx, ...values: Values) => Written<Row>) => {
  let written: CompiledQuery<Row> | undefined
  return async (tx: Tx, ...values: Values): Promise<Row[]> => {
    written ??= write(tx, ...(SLOTS as readonly unknown[] as Values)).compile(tx)
    const given = written.parameters.map((parameter) => inPlaceOf(parameter, values))
    return (await tx.executeQuery<Row>(CompiledQuery.raw(written.sql, given))).rows
  }
}
