import { type ParsedCronItem, parseCronItems, type Runner, run, type TaskList, Logger as WorkerLogger } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import { systemActor } from './access'
import type { Clock } from './clock'
import type { Ctx } from './command'
import type { Database } from './db'
import { houseOf } from './house'
import type { House, Job, Module } from './module'

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

const ctxOf = ({ db, clock }: WorkerParts, allianceId: string): Ctx => ({ db, clock, allianceId, actor: systemActor })

/** A queued job names its alliance; one that comes by the clock is done for each. */
const taskOf =
  (parts: WorkerParts, job: Job, house: House): TaskList[string] =>
  async (payload) => {
    const given = (payload ?? {}) as Record<string, unknown>
    const alliances = typeof given.allianceId === 'string' ? [given.allianceId] : await idsOf(parts.db)
    for (const allianceId of alliances) await job(ctxOf(parts, allianceId), given, house)
  }

const tasksOf = (parts: WorkerParts): TaskList => {
  const house = houseOf(parts.modules)
  return Object.fromEntries(
    parts.modules.flatMap(({ jobs }) => Object.entries(jobs ?? {}).map(([name, job]) => [name, taskOf(parts, job, house)])),
  )
}

const timetable = (modules: readonly Module[]): ParsedCronItem[] =>
  parseCronItems(
    modules.flatMap(({ schedule }) => Object.entries(schedule ?? {}).map(([task, match]) => ({ task, match, identifier: task }))),
  )

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

/** Does the queued work until told to stop; starts again by itself when the database comes back. */
export const startWorker = (parts: WorkerParts): { stop(): Promise<void> } => {
  const pool = quietPool(parts.ownerUrl)
  let runner: Runner | undefined
  let stopped = false
  const loop = async (): Promise<void> => {
    while (!stopped) {
      try {
        runner = await run({
          preset,
          pgPool: pool,
          logger: loggerOf(parts),
          concurrency: 4,
          noHandleSignals: true,
          taskList: tasksOf(parts),
          parsedCronItems: timetable(parts.modules),
        })
        await wakeAtStart(runner, parts)
        await runner.promise
      } catch (error) {
        parts.log.warn({ fault: (error as Error).name }, 'the job worker stopped, and will start again')
      }
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
  const running = loop()
  return {
    stop: async () => {
      stopped = true
      await runner?.stop().catch(() => {})
      await running
      await pool.end()
    },
  }
}
