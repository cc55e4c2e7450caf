import type { Module } from '#platform/module'

/** How care for the background work reads on a timeline. */
export const jobSays: NonNullable<Module['says']> = {
  'job.retry': ({ called, task }) => `Tried again: ${String(called ?? task).toLowerCase()}`,
  'job.watch': () => 'Looked for work that keeps failing',
}
