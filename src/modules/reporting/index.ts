import type { Module } from '#platform/module'
import { routes } from './routes'

export { FIGURES, type FigureCode, type FigureValues, figureText, isSomething } from './figures'
export { type Period, stepsOf } from './period'
export { readFigures, readFirstDay, readSupportedBy, readWards, type SupportedPart, type WardCount } from './report.queries'
export { setTarget } from './targets/set-target'
export type { TargetInput } from './targets/target'

export const reporting: Module = {
  name: 'reporting',
  routes,
  says: {
    'target.set': ({ label, value }) => `Target set: ${label}, ${value}`,
    'target.remove': ({ label, value }) => `Target removed: ${label}, ${value}`,
  },
  menu: [
    {
      label: 'Report',
      path: '/report',
      action: 'report.read',
      order: 80,
      homeOf: ['lead'],
      when: (ask) => !ask.alliance.isRegion,
    },
    {
      label: 'What people say',
      path: '/what-people-tell-us',
      action: 'report.told',
      order: 82,
      when: (ask) => !ask.alliance.isRegion,
    },
    { label: 'Targets', path: '/targets', action: 'target.set', order: 85, when: (ask) => !ask.alliance.isRegion },
    { label: 'Boroughs', path: '/region-report', action: 'report.region', order: 80, when: (ask) => ask.alliance.isRegion },
  ],
}
