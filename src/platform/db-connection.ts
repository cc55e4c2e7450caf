import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type pg from 'pg'

/** Statements are prepared once per connection and reused by name; rare or very long ones are not worth keeping. */
const MOST_NAMES = 500
const LONGEST_NAMED = 6000
const names = new Map<string, string>()

const nameOf = (sql: string): string | undefined => {
  const known = names.get(sql)
  if (known || names.size >= MOST_NAMES || sql.length > LONGEST_NAMED) return known
  const name = `q${names.size}`
  names.set(sql, name)
  return name
}

/** One pooled connection as Kysely sees it. Those who share it are heard one after another. */
export const connectionOf = (client: pg.PoolClient): DatabaseConnection => {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    const mine = last.then(ask)
    last = mine.catch(() => {})
    return mine
  }
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const name = nameOf(sql)
      const query = { text: sql, values: [...parameters], ...(name && { name }) }
      const { rows, rowCount, command } = await inTurn(() => client.query(query))
      const changed = command === 'SELECT' ? undefined : BigInt(rowCount ?? 0)
      return { rows, ...(changed !== undefined && { numAffectedRows: changed }) }
    },
    streamQuery: () => {
      throw new Error('page through long lists instead of streaming')
    },
  }
}
