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

export interface PooledConnection extends DatabaseConnection {
  /** With `true`, a question asked again in the same words gets the answer it gets from now on, until told `false`. */
  remember(yes: boolean): void
}

/** One pooled connection as Kysely sees it. It answers those who share it in the order they asked. */
export const connectionOf = (client: pg.PoolClient): PooledConnection => {
  let known: Map<string, Promise<pg.QueryResult>> | null = null

  const ask = ({ sql, parameters }: CompiledQuery, name = nameOf(sql)): Promise<pg.QueryResult> =>
    client.query({ text: sql, values: [...parameters], ...(name && { name }) })
  const askOnce = (query: CompiledQuery): Promise<pg.QueryResult> => {
    if (!known) return ask(query)
    const name = nameOf(query.sql)
    const key = `${name ?? query.sql}\n${JSON.stringify(query.parameters)}`
    const answer = known.get(key) ?? ask(query, name)
    known.set(key, answer)
    return answer
  }
  return {
    remember: (yes) => {
      known = yes ? new Map() : null
    },
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      const { rows, rowCount, command } = await askOnce(query)
      const changed = command === 'SELECT' ? undefined : BigInt(rowCount ?? 0)
      return { rows: [...rows], ...(changed !== undefined && { numAffectedRows: changed }) }
    },
    streamQuery: () => {
      throw new Error('page through long lists instead of streaming')
    },
  }
}
