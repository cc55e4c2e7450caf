import pg from 'pg'
import { houseOf } from '../src/platform/house'
import type { Module } from '../src/platform/module'
import type { World } from './world'

interface Queued {
  readonly task: string
  readonly payload: Record<string, unknown>
}

/** Takes this alliance's waiting jobs off the queue. */
const takeJobs = async (world: World): Promise<Queued[]> => {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  const { rows } = await client.query<Queued>(
    `delete from graphile_worker._private_jobs job using graphile_worker._private_tasks task
     where task.id = job.task_id and job.payload ->> 'allianceId' = $1 returning task.identifier as task, job.payload`,
    [world.allianceId],
  )
  await client.end()
  return rows
}

/** Does this alliance's queued work now, and the work that comes of it, by the jobs of these modules. Throws what a job throws. */
export const runJobs = async (world: World, modules: readonly Module[]): Promise<void> => {
  const jobs = Object.assign({}, ...modules.map((module) => module.jobs)) as NonNullable<Module['jobs']>
  const waiting = await takeJobs(world)
  if (waiting.length === 0) return
  const house = houseOf(modules)
  for (const { task, payload } of waiting) await jobs[task]?.(world.system, payload, house)
  await runJobs(world, modules)
}
