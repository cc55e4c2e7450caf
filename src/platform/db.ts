import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import { type Actor, may } from './access'
import type { Clock } from './clock'
import { connectionOf, type PooledConnection } from './db-connection'
import type { DB } from './db-schema'
import { gatheringSocket } from './db-socket'
import { isId } from './ids'
import { type Notice, takeNotices } from './notices'
import { type Begun, placesOf, sharing } from './page-reads'

/** A transaction already speaking for one alliance. */
export type Tx = Kysely<DB>

export interface Scope {
  readonly allianceId: string
  /** Region officers read through a database role that sees aggregate views and no table. */
  readonly as?: 'region'
  readonly readOnly?: boolean
  /** Whose eyes: people kept apart and concerns show only to those who may see them. Without one they show to nobody. */
  readonly actor?: Actor
  readonly clock?: Clock
  /** Reads totals alone: people kept apart are counted, and no record of theirs may be shown. */
  readonly totals?: boolean
  /** Few rows by an index, whatever was asked: a statement keeps the plan it was given first, since planning takes longer than reading. So does the rest of its page. */
  readonly keepsPlans?: boolean
}

export const SEES_ALL = 'restricted concerns'

/** One page's database: what it reads as one reader it reads in one transaction, which `end` ends. */
export interface PageDatabase {
  readonly db: Database
  end(): Promise<void>
}

export interface Database {
  /** Runs `work` in one transaction of one alliance; rolls back when it throws or when `keep` says no. */
  transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>, keep?: (value: T) => boolean): Promise<T>
  /** For one page: see page-reads.ts. */
  forPage(): PageDatabase
  readonly pool: pg.Pool
  close(): Promise<void>
}

const { builtins } = pg.types
/** Dates stay words ("2026-03-29"), since a day has no time zone; counts and decimals are numbers. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === builtins.DATE || oid === builtins.TIME) return (value: string) => value
    if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

const kyselyOf = (connection: PooledConnection): Tx =>
  new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        beginTransaction: () => Promise.reject(new Error('a transaction is already open')),
        commitTransaction: async () => {},
        rollbackTransaction: async () => {},
        releaseConnection: async () => {},
        destroy: async () => {},
      }),
    },
  })

const seesOf = ({ actor, totals }: Scope): string => {
  const restricted = totals || (actor && may(actor, 'person.see-restricted'))
  const concerns = actor && may(actor, 'concern.read')
  return [restricted && 'restricted', concerns && 'concerns'].filter(Boolean).join(' ')
}

/** Two scopes with one key see the same. */
const scopeKey = (scope: Scope): string => [scope.allianceId, scope.as, scope.actor?.accountId, seesOf(scope)].join(' ')

/** Found once a transaction: every statement asks it of every table with a person in it (docs/decisions/0015). */
const KEEP_APART = "select set_config('digiknow.kept_apart', people_kept_apart()::text, true)"

const set = (setting: string, value: string | false | null | undefined): string[] =>
  value ? [`set local ${setting} = '${value}'`] : []

const opening = (scope: Scope): string => {
  const { allianceId, as, readOnly, actor, clock, keepsPlans } = scope
  const account = actor?.accountId
  if (!isId(allianceId) || (account && !isId(account))) throw new Error('not an alliance id')
  const sees = seesOf(scope)
  return [
    readOnly ? 'begin read only' : 'begin',
    ...set('digiknow.alliance_id', allianceId),
    ...set('digiknow.sees', sees),
    ...set('digiknow.account_id', account),
    ...set('plan_cache_mode', keepsPlans === true && 'force_generic_plan'),
    ...set('digiknow.now', clock?.now().toISOString()),
    // Who sees everyone has nobody kept apart; a region's role reads no table with a person in it.
    ...(as || sees.includes('restricted') ? [] : [KEEP_APART]),
    ...(as ? [`set local role digiknow_${as}`] : []),
  ].join(';')
}

/** A commit stands whether or not anyone hears of it. */
const tell = (client: pg.PoolClient, notices: readonly Notice[]): Promise<unknown> =>
  Promise.allSettled(notices.map(({ channel, payload }) => client.query('select pg_notify($1, $2)', [channel, payload])))

interface Bound {
  readonly connection: PooledConnection
  readonly tx: Tx
}

interface Options {
  readonly max?: number
  readonly onError?: (error: Error) => void
}

/** How long a reader or writer waits for a connection, or a page for a place to read in. */
const PATIENCE_MS = 5000

/** Each connection is signed in as the role that cannot pass row-level security. */
const poolOf = (url: string, { max = 20, onError }: Options): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    options: '-c role=digiknow_app',
    types,
    // What a page asks at once is sent at once, and answered in order: a statement does not wait for the one before it.
    pipeline: true,
    stream: gatheringSocket,
    connectionTimeoutMillis: PATIENCE_MS,
    allowExitOnIdle: true,
  })
  pool.on('error', (error) => onError?.(error))
  // A connection in use tells its own errors, and one nobody hears ends the program; its query fails with the same error.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** The program's database. */
export const openDatabase = (url: string, options: Options = {}): Database => {
  const pool = poolOf(url, options)
  const places = placesOf(Math.max(1, Math.floor(pool.options.max * 0.75)), PATIENCE_MS)
  const bound = new WeakMap<pg.PoolClient, Bound>()
  const boundTo = (client: pg.PoolClient): Bound => {
    const known = bound.get(client)
    if (known) return known
    const connection = connectionOf(client)
    const made = { connection, tx: kyselyOf(connection) }
    bound.set(client, made)
    return made
  }

  const begin = async (scope: Scope, options: { remember?: boolean } = {}): Promise<Begun> => {
    const words = opening(scope)
    const client = await pool.connect()
    const { connection, tx } = boundTo(client)
    connection.remember(options.remember === true)
    // Not waited for, so that the first statements go with it. Should it fail they find no alliance: they see and write nothing.
    const opened = client.query(words)
    opened.catch(() => {})
    const end = async (word: 'commit' | 'rollback'): Promise<void> => {
      let broken: Error | undefined
      const notices = takeNotices(tx)
      try {
        if (word === 'commit') await opened
        // Screens that are told of what was not kept after all only look again.
        await Promise.all([client.query(word), ...(word === 'commit' ? [tell(client, notices)] : [])])
      } catch (error) {
        await client.query('rollback').catch((rollbackError: Error) => {
          broken = rollbackError
        })
        throw error
      } finally {
        client.release(broken)
      }
    }
    const within: Begun['within'] = (work) =>
      work(tx).catch(async (error: unknown) => {
        await opened
        throw error
      })
    return { within, end, forget: () => connection.remember(true) }
  }

  const transaction: Database['transaction'] = async (scope, work, keep = () => true) => {
    const { within, end } = await begin(scope)
    const value = await within(work).catch(async (error: unknown) => {
      await end('rollback').catch(() => {})
      throw error
    })
    await end(keep(value) ? 'commit' : 'rollback')
    return value
  }
  const db: Database = {
    transaction,
    pool,
    close: () => pool.end(),
    forPage: () => sharing({ db, begin: (scope) => begin(scope, { remember: true }), keyOf: scopeKey, places }),
  }
  return db
}

/** Refuses to run as a role that row-level security does not bind. */
export const assertBoundByRowSecurity = async (db: Database): Promise<void> => {
  const { rows } = await db.pool.query('select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user')
  if (rows[0]?.free !== false) throw new Error('the database role can pass row-level security: refusing to run')
}
