import pg from 'pg'

/**
 * A worker shows that it lives by a lock that a session of its process holds: the end of the session, however it comes, gives it
 * back. The lock is named after the worker's id, which is new each time one starts.
 */
const lockOf = (id: string): string => `hashtextextended('digiknow worker ' || ${id}, 0)`

/** A machine that lost its power says no goodbye: its session ends after a minute and a half without an answer. */
const SOON_MISSED = 'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 6'

const SILENT = `
  with holder as materialized (
    select locked_by as id from graphile_worker._private_jobs where locked_by is not null
    union select locked_by from graphile_worker._private_job_queues where locked_by is not null)
  select id from holder where pg_try_advisory_xact_lock(${lockOf('id')})`

/** A worker may be between two sessions, so one that is silent for a moment is not dead. */
const PATIENCE_MS = 30_000

interface Session {
  readonly client: pg.Client
  /** The workers whose sign this session shows. */
  readonly shown: Set<string>
  /** Workers that hold work and show no sign → since when. */
  readonly silent: Map<string, number>
}

export interface SignOfLife {
  /** A worker of this process begins. */
  begins(worker: string): void
  /** It has ended, with nothing under way. */
  ended(worker: string): void
  /** Shows our own signs, and frees the work that dead workers held. Gives those workers. */
  beat(): Promise<readonly string[]>
  stop(): Promise<void>
}

const openSession = async (connectionString: string, lost: (client: pg.Client) => void): Promise<Session> => {
  const client = new pg.Client({ connectionString })
  for (const end of ['error', 'end'] as const) client.on(end, () => lost(client))
  await client.connect()
  await client.query(SOON_MISSED)
  return { client, shown: new Set(), silent: new Map() }
}

/** The lock is shared: a session that takes over from a lost one need not wait until the database has missed that. */
const show = async ({ client, shown }: Session, ours: ReadonlySet<string>): Promise<void> => {
  for (const id of [...ours].filter((one) => !shown.has(one))) {
    await client.query(`select pg_advisory_lock_shared(${lockOf('$1::text')})`, [id])
    shown.add(id)
  }
  for (const id of [...shown].filter((one) => !ours.has(one))) {
    await client.query(`select pg_advisory_unlock_shared(${lockOf('$1::text')})`, [id])
    shown.delete(id)
  }
}

const freeDead = async ({ client, silent }: Session, ours: ReadonlySet<string>, patience: number): Promise<readonly string[]> => {
  const { rows } = await client.query<{ id: string }>(SILENT)
  const now = performance.now()
  const still = new Map(rows.filter(({ id }) => !ours.has(id)).map(({ id }) => [id, silent.get(id) ?? now]))
  silent.clear()
  for (const [id, since] of still) silent.set(id, since)
  const dead = [...still].filter(([, since]) => now - since >= patience).map(([id]) => id)
  if (dead.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
  return dead
}

/** Frees the jobs of workers that died with them in hand, in whichever process: by itself the queue leaves such work for four hours. */
export const signOfLife = (connectionString: string, patience = PATIENCE_MS): SignOfLife => {
  const ours = new Set<string>()
  let session: Session | null = null
  const open = async (): Promise<Session> => {
    const lost = (client: pg.Client) => {
      if (session?.client === client) session = null
    }
    session ??= await openSession(connectionString, lost)
    return session
  }
  return {
    begins: (worker) => void ours.add(worker),
    ended: (worker) => void ours.delete(worker),
    beat: async () => {
      const held = await open()
      await show(held, ours)
      return freeDead(held, ours, patience)
    },
    stop: async () => {
      await session?.client.end().catch(() => {})
    },
  }
}
