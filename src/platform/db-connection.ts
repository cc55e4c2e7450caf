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

/** One pooled connection as Kysely sees it. */
export const connectionOf = (client: pg.PoolClient): DatabaseConnection => ({
  executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
    const name = nameOf(sql)
    const { rows, rowCount, command } = await client.query({ text: sql, values: [...parameters], ...(name && { name }) })
    const changed = command === 'SELECT' ? undefined : BigInt(rowCount ?? 0)
    return { rows, ...(changed !== undefined && { numAffectedRows: changed }) }
  },
  streamQuery: () => {
    throw new Error('page through long lists instead of streaming')
  },
})
