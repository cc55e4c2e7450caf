import type { Module } from '#platform/module'

/** How what staff do with their own notices reads on a timeline. */
export const staffSays: NonNullable<Module['says']> = {
  'staff-notice.read': () => 'Read what was new',
  'staff-notice.set-digest': ({ wanted }) => `Daily email switched ${wanted === 'yes' ? 'on' : 'off'}`,
  'staff-notice.write-digest': () => 'Daily email written',
}
