import { sql } from 'kysely'
import type { Tx } from './db'
import type { DB } from './db-schema'
import type { Ask } from './http/ask'
import { isId } from './ids'

/** Holds a record until the transaction ends, so that of two who put it right at one moment the second sees what the first made of it. */
export type TakesTurns = (tx: Tx, ask: Ask) => Promise<unknown>

/** By the record's row: `named` says which, by the address. With no such row there is nothing to hold. */
export const byRow =
  (table: keyof DB, column: 'id' | 'reference' | 'code', named: string | ((ask: Ask) => string)): TakesTurns =>
  async (tx, ask) => {
    const name = typeof named === 'string' ? (ask.params[named] ?? '') : named(ask)
    if (column === 'id' && !isId(name)) return
    const wanted = column === 'reference' ? name.toUpperCase() : name
    await sql`select from ${sql.table(table)} where alliance_id = ${ask.ctx.allianceId} and ${sql.ref(column)} = ${wanted}
      for no key update`.execute(tx)
  }

/** By a name, for settings that are no row until they are first saved. */
export const byName =
  (name: string, param?: string): TakesTurns =>
  (tx, ask) => {
    const turn = ['edits', ask.ctx.allianceId, name, param ? ask.params[param] : ''].join(' ')
    return sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(tx)
  }
