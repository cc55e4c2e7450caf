import { sql } from 'kysely'
import type { Tx } from '#platform/db'

/** A job as an administrator may see it: never what it was given. */
export interface OwnJob {
  readonly id: number
  readonly task: string
  /** Done for every alliance at once, so it is nobody's to do again. */
  readonly is_shared: boolean
  readonly run_at: Date
  readonly tries: number
  readonly most_tries: number
  readonly is_running: boolean
  /** Why it failed last, without what errors quote. */
  readonly why: string | null
}

export interface TaskCount {
  readonly task: string
  readonly waiting: number
  readonly running: number
  /** When the first of them was to run. */
  readonly first: Date
}

const MOST_SHOWN = 100

/** After so many tries (about a minute and a half) a failure is more than a hiccup. */
export const TRIES_TO_WORRY = 4

/** Jobs that failed at least `tries` times, the most tried first. */
export const readFailing = async (tx: Tx, tries = 1): Promise<OwnJob[]> => {
  const { rows } = await sql<OwnJob>`
    select id, task, is_shared, run_at, tries, most_tries, is_running, why from own_jobs()
    where tries >= ${tries} and why is not null order by tries desc, id limit ${MOST_SHOWN}`.execute(tx)
  return rows
}

/** How much waits and runs now, by task: what failed and waits for its next try is counted apart. */
export const readCounts = async (tx: Tx): Promise<TaskCount[]> => {
  const { rows } = await sql<TaskCount>`
    select task, count(*) filter (where not is_running) as waiting, count(*) filter (where is_running) as running, min(run_at) as first
    from own_jobs() where tries < most_tries group by task order by task`.execute(tx)
  return rows
}

/** When each job that comes by the clock was last begun. */
export const readClock = async (tx: Tx): Promise<ReadonlyMap<string, Date | null>> => {
  const { rows } = await sql<{ task: string; last_at: Date | null }>`select task, last_at from clock_jobs()`.execute(tx)
  return new Map(rows.map(({ task, last_at }) => [task, last_at]))
}
