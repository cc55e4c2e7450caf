import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db'

export type Row = Readonly<Record<string, unknown>>

/** One thing a merge did. Taking the merge back does the opposite of each, from the last to the first. */
export interface Step {
  readonly what: 'moved' | 'added' | 'changed' | 'removed'
  readonly in_table: string
  /** The key of the row as it stands after the step; null when it is gone. */
  readonly row_key: Row | null
  /** The columns before: those that changed, or the whole row where it went or may go. */
  readonly was: Row
  readonly became: Row | null
}

export const only = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column]]))

/** A value of a row as JSON, back as the column's own type. */
const cast = (table: string, row: Row, column: string): RawBuilder<unknown> =>
  sql`(jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(only(row, [column]))}::jsonb)).${sql.id(column)}`

const is = (table: string, row: Row, column: string): RawBuilder<unknown> =>
  row[column] === null ? sql`${sql.id(column)} is null` : sql`${sql.id(column)} = ${cast(table, row, column)}`

/** The condition that picks rows by these columns. */
export const matching = (table: string, row: Row): RawBuilder<boolean> =>
  sql<boolean>`${sql.join(
    Object.keys(row).map((column) => is(table, row, column)),
    sql` and `,
  )}`

export const setting = (table: string, row: Row): RawBuilder<unknown> =>
  sql`${sql.join(Object.keys(row).map((column) => sql`${sql.id(column)} = ${cast(table, row, column)}`))}`

export const rowsWhere = async (tx: Tx, table: string, row: Row): Promise<Row[]> => {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(t) as row from ${sql.table(table)} as t where ${matching(table, row)} for update`.execute(tx)
  return rows.map((one) => one.row)
}

export const insertRow = async (tx: Tx, table: string, row: Row, columns: readonly string[]): Promise<void> => {
  const names = sql.join(columns.map((column) => sql.id(column)))
  await sql`insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)`.execute(tx)
}

export const deleteRow = async (tx: Tx, table: string, key: Row): Promise<void> => {
  await sql`delete from ${sql.table(table)} where ${matching(table, key)}`.execute(tx)
}

/** Changes rows; gives how many there were. */
export const changeRows = async (tx: Tx, table: string, where: Row, to: Row): Promise<number> => {
  const { numAffectedRows } =
    await sql`update ${sql.table(table)} set ${setting(table, to)} where ${matching(table, where)}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
