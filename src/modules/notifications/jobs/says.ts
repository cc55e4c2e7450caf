import type { Module } from '#platform/module'
import { taskName } from './task-name'

/** How care for the background work reads on a timeline. */
export const jobSays: NonNullable<Module['says']> = {
  'job.retry': ({ task }) => `Tried again: ${taskName(String(task)).toLowerCase()}`,
  'job.watch': () => 'Looked for work that keeps failing',
}
