import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Database } from '../src/platform/db'
import type { Shot } from './load'

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** On its own, or inside the transaction opened before it. */
  readonly pooled: boolean
}

export interface Captured {
  readonly shot: Shot
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly statements: readonly Statement[]
  /** Ids made after this moment are new in each request, and are made new again when the statements are run again. */
  readonly since: number
}

type Query = string | { text: string; values?: unknown[] }

const statementOf = (query: Query, values: unknown, pooled: boolean): Statement =>
  typeof query === 'string'
    ? { text: query, values: (values as unknown[]) ?? [], pooled }
    : { text: query.text, values: query.values ?? [], pooled }

/** Notes every statement a database is sent from now on. */
export const listen = (db: Database): Statement[] => {
  const heard: Statement[] = []
  const { pool } = db
  const tap = (target: pg.Pool | pg.PoolClient, pooled: boolean): void => {
    const plain = target.query.bind(target) as (...args: unknown[]) => unknown
    const tapped = (query: Query, ...rest: unknown[]) => {
      if (typeof query === 'string' || typeof query?.text === 'string') heard.push(statementOf(query, rest[0], pooled))
      return plain(query, ...rest)
    }
    Object.assign(target, { query: tapped })
  }
  pool.on('connect', (client) => tap(client, false))
  return heard
}

/** What one page asks of the database and answers, taken from the program itself. */
export const capture = async (app: FastifyInstance, heard: Statement[], cookie: string, shot: Shot): Promise<Captured> => {
  const headers = {
    cookie,
    'accept-encoding': 'identity',
    ...(shot.body && { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }),
  }
  const send = (): Promise<Awaited<ReturnType<FastifyInstance['inject']>>> =>
    app.inject({ method: shot.method, url: shot.path, headers, ...(shot.body && { payload: shot.body }) })
  if (shot.method === 'GET') await send()
  heard.length = 0
  const since = Date.now()
  const answer = await send()
  if (answer.statusCode >= 400) throw new Error(`${shot.method} ${shot.path} answered ${answer.statusCode}`)
  const kept = Object.fromEntries(
    Object.entries(answer.headers).filter(
      ([name]) => !['connection', 'date', 'content-length', 'transfer-encoding'].includes(name),
    ),
  )
  return {
    shot,
    status: answer.statusCode,
    headers: kept as Record<string, string>,
    body: answer.body,
    statements: [...heard],
    since,
  }
}
