import type { Module } from '#platform/module'
import { marksWay, WAY_NEWS, type WayNews } from './mark-way'

export { markWay, WAY_NEWS } from './mark-way'
export { noteReading, noteReadings } from './note-reading'
export {
  canBeRung,
  canCall,
  type Reach,
  type ReachEmail,
  type ReachPhone,
  readReach,
  readReaches,
  type SafeWindow,
} from './reach'
export { whoWeAreTo } from './who-we-are'

const WAYS = { phone: 'A phone number of theirs', email: 'An email address of theirs', postal: 'Their address' } as const

export const reach: Module = {
  name: 'reach',
  routes: [],
  marksWay,
  says: {
    'person.mark-way': ({ way, what }) =>
      `${WAYS[way as keyof typeof WAYS] ?? 'A way to reach them'} ${WAY_NEWS[what as WayNews] ?? 'changed'}`,
  },
}
