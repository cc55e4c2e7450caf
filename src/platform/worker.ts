import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Runner, run, type Task, type TaskList, type WorkerEvents, Logger as WorkerLogger } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import { systemActor } from './access'
import type { Clock } from './clock'
import type { Ctx } from './command'
import type { Database } from './db'
import { eachInTurn } from './each'
import { houseOf } from './house'
import type { House, Job, Module } from './module'
import { type SignOfLife, signOfLife } from './sign-of-life'
import { timetable } from './timetable'

export interface WorkerParts {
  readonly ownerUrl: string
  readonly db: Database
  readonly clock: Clock
  readonly log: Logger
  readonly modules: readonly Module[]
}

const idsOf = async (db: Database): Promise<string[]> => {
  const { rows } = await db.pool.query<{ id: string }>('select id from alliance order by id')
  return rows.map(({ id }) => id)
}

const ctxOf = ({ db, clock }: Pick<WorkerParts, 'db' | 'clock'>, allianceId: string): Ctx => ({
  db,
  clock,
  allianceId,
  actor: systemActor,
})

/** A queued job names its alliance; one that comes by the clock is done for each, whatever happens in another. */
export const taskOf =
  (parts: Pick<WorkerParts, 'db' | 'clock'>, job: Job, house: House): Task =>
  async (payload) => {
    const given = (payload ?? {}) as Record<string, unknown>
    const alliances = typeof given.allianceId === 'string' ? [given.allianceId] : await idsOf(parts.db)
    await eachInTurn(alliances, (allianceId) => job(ctxOf(parts, allianceId), given, house))
  }

const tasksOf = (parts: WorkerParts): TaskList => {
  const house = houseOf(parts.modules)
  return Object.fromEntries(
    parts.modules.flatMap(({ jobs }) => Object.entries(jobs ?? {}).map(([name, job]) => [name, taskOf(parts, job, house)])),
  )
}

/** What a stop or a crash left undone is looked for at once; several processes that start together look once. */
const wakeAtStart = async (runner: Runner, { modules }: WorkerParts): Promise<void> => {
  for (const task of modules.flatMap(({ atStart }) => atStart ?? [])) await runner.addJob(task, {}, { jobKey: `start ${task}` })
}

// Finished and failed jobs are written down in a batch, if only of one: written one by one, a database that dies at that moment
// is an error nobody hears, which ends the program. In a batch it ends the worker alone, and that starts again.
const preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }

const RETRY_MS = 2000

/** What the queue says of itself goes into our log; payloads, which name records, do not. */
const loggerOf = ({ log }: WorkerParts): WorkerLogger =>
  new WorkerLogger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ from: 'jobs' }, message.split('\n')[0])
    else log.debug({ from: 'jobs' }, message.split('\n')[0])
  })

/** A pool that outlives its database: a lost connection is the worker's to notice, not a reason to end the program. */
const quietPool = (connectionString: string): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max: 5 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const BEAT_MS = 10_000

/** Shows that our workers live, and frees what dead ones held, until told to stop. */
const keepBeating = async (sign: SignOfLife, { log }: WorkerParts, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    const freed = await sign.beat().catch(() => [])
    if (freed.length > 0) log.warn({ from: 'jobs', workers: freed.length }, 'freed the work of workers that died with it')
    await sleep(BEAT_MS, null, { signal }).catch(() => {})
  }
  await sign.stop()
}

/** Tells the sign of life which worker has begun; gives how to say that it ended. */
const announce = (events: WorkerEvents, sign: SignOfLife): (() => void) => {
  const ids: string[] = []
  events.on('pool:create', ({ workerPool }) => {
    ids.push(workerPool.id)
    sign.begins(workerPool.id)
  })
  return () => ids.forEach(sign.ended)
}

/** Does the queued work until the runner ends: told to stop, or without its database. */
const runOnce = async (parts: WorkerParts, pool: pg.Pool, sign: SignOfLife, started: (runner: Runner) => void): Promise<void> => {
  const events: WorkerEvents = new EventEmitter()
  const ended = announce(events, sign)
  let runner: Runner | undefined
  try {
    runner = await run({
      preset,
      pgPool: pool,
      events,
      logger: loggerOf(parts),
      concurrency: 4,
      noHandleSignals: true,
      taskList: tasksOf(parts),
      parsedCronItems: timetable(parts.modules),
    })
    started(runner)
    await wakeAtStart(runner, parts)
    await runner.promise
  } finally {
    await runner?.stop().catch(() => {})
    ended()
  }
}

/** Does the queued work until told to stop; starts again by itself when the database comes back. */
export const startWorker = (parts: WorkerParts): { stop(): Promise<void> } => {
  const pool = quietPool(parts.ownerUrl)
  const sign = signOfLife(parts.ownerUrl)
  const [stopping, silencing] = [new AbortController(), new AbortController()]
  let runner: Runner | undefined
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await runOnce(parts, pool, sign, (started) => {
          runner = started
          // Told to stop while it was still starting
          if (stopping.signal.aborted) started.stop().catch(() => {})
        })
      } catch (error) {
        parts.log.warn({ fault: (error as Error).name }, 'the job worker stopped, and will start again')
      }
      if (!stopping.signal.aborted) await sleep(RETRY_MS)
    }
  }
  const running = loop()
  const beating = keepBeating(sign, parts, silencing.signal)
  return {
    stop: async () => {
      stopping.abort()
      await runner?.stop().catch(() => {})
      await running
      // Last of all: until then work may be under way
      silencing.abort()
      await beating
      await pool.end()
    },
  }
}
