import { type Expression, sql } from 'kysely'
import type { Tx } from './db'

/** A query of one number. */
export type Count = Expression<unknown>

/** One row: how many of each there are. */
export const selectCounts = <Name extends string>(counts: Readonly<Record<Name, Count>>) => {
  const columns = Object.entries<Count>(counts).map(([name, count]) => sql`(${count}) as ${sql.id(name)}`)
  return sql<Readonly<Record<Name, number>>>`select ${sql.join(columns)}`
}

/** How many of each there are, asked in one statement. */
export const readCounts = async <Name extends string>(
  tx: Tx,
  counts: Readonly<Record<Name, Count>>,
): Promise<Readonly<Record<Name, number>>> => {
  const { rows } = await selectCounts(counts).execute(tx)
  const [row] = rows
  if (!row) throw new Error('a select without a table gives one row')
  return row
}
