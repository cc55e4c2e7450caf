import type { Module } from '#platform/module'
import { WAY_NEWS, type WayNews } from './mark-way'

export { type MarkWay, markWay, WAY_NEWS } from './mark-way'
export { type Reach, type ReachEmail, type ReachPhone, readReach, readReaches, type SafeWindow } from './reach'

export const reach: Module = {
  name: 'reach',
  routes: [],
  says: {
    'person.mark-way': ({ way, what }) =>
      `${way === 'email' ? 'An email address' : 'A phone number'} of theirs ${WAY_NEWS[what as WayNews] ?? 'changed'}`,
  },
}
