import { Gauge, type Registry } from 'prom-client'
import type { Database } from '../db'

interface Counted {
  readonly task: string
  readonly waiting: number
  readonly running: number
  readonly failing: number
  readonly given_up: number
  readonly late_seconds: number | null
}

const STATES = ['waiting', 'running', 'failing', 'given_up'] as const

/** Counts of queued work for those who watch over the installation, read when they ask: by task, and nothing of what a job is about. */
export const countQueue = (registry: Registry, db: Database): void => {
  // With the database stopped the other figures are still told; /readyz says that it is.
  const counted = (): Promise<readonly Counted[]> =>
    db.pool.query<Counted>('select * from count_jobs()').then(
      ({ rows }) => rows,
      () => [],
    )
  new Gauge({
    name: 'digiknow_jobs',
    help: 'Queued jobs, by task and state',
    labelNames: ['task', 'state'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const row of await counted()) for (const state of STATES) this.labels(row.task, state).set(row[state])
    },
  })
  new Gauge({
    name: 'digiknow_job_late_seconds',
    help: 'How long the oldest job that could run has waited, by task',
    labelNames: ['task'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const { task, late_seconds } of await counted()) this.labels(task).set(late_seconds ?? 0)
    },
  })
}
