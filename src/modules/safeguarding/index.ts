import type { Module } from '#platform/module'
import { DONE_ABOUT_IT, type DoneAboutIt } from './concern'
import { concernsOfPerson } from './concern-panel'
import { routes } from './routes'

export { concernForm } from './concern'
export { type ConcernAbout, ConcernLink, ConcernOfOne } from './concern-link'
export { setNumbers } from './numbers'
export { raiseConcern } from './raise-concern'

export const safeguarding: Module = {
  name: 'safeguarding',
  routes,
  panels: [concernsOfPerson],
  says: {
    'concern.raise': () => 'A safeguarding concern was raised',
    'concern.note': ({ what }) => `About a concern: ${DONE_ABOUT_IT[what as DoneAboutIt] ?? 'something was done'}`,
    'safeguarding.numbers': () => 'Whom to ring about someone at risk was changed',
  },
  menu: [{ label: 'Concerns', path: '/concerns', action: 'concern.read', order: 12, homeOf: ['safeguarding'] }],
}
