import type { Module } from '#platform/module'
import { formatDateTime } from '#ui/format'
import { attendanceMoves } from './attendance.moves'
import { bookStep } from './call-step'
import { forgetSessions } from './forget'
import { groupRoutes } from './group.routes'
import { myRoutes } from './my.routes'
import { oneToOneRoutes } from './one-to-one.routes'
import { panels } from './panels'
import { sessionMoves } from './session.moves'
import { wayWords } from './session-words'
import { stopSessions, stopSessionsUnheld } from './stop-for-person'
import { sessionsToStop } from './would-stop'

export { bookPerson } from './book-person'
export { cancelSession } from './cancel-session'
export { planGroup } from './plan-group'
export { planSession } from './plan-session'
export { recordGroup } from './record-group'
export { recordUnplanned } from './record-session'

type Detail = Readonly<Record<string, unknown>>

const at = ({ when }: Detail): string => formatDateTime(String(when))
const withWhom = (detail: Detail): string => (detail.with ? ` with ${detail.with}` : '')
const because = (detail: Detail): string => (detail.because ? `: ${String(detail.because).toLowerCase()}` : '')

export const sessions: Module = {
  name: 'sessions',
  forget: forgetSessions,
  stopsForPerson: stopSessions,
  consentWithdrawn: stopSessionsUnheld,
  wouldStop: sessionsToStop,
  routes: [...groupRoutes, ...oneToOneRoutes, ...myRoutes],
  statuses: { session: sessionMoves, attendance: attendanceMoves },
  panels,
  callSteps: [bookStep],
  says: {
    'session.plan': (detail) =>
      `Session planned for ${at(detail)}, ${wayWords(String(detail.way)).toLowerCase()}${withWhom(detail)}`,
    'session.record': (detail) =>
      `Session held ${at(detail)}, ${detail.minutes} minutes, ${wayWords(String(detail.way)).toLowerCase()}${withWhom(detail)}`,
    'session.cancel': (detail) => `Session of ${at(detail)} cancelled: ${String(detail.because).toLowerCase()}`,
    'session.plan-group': (detail) => `Group session planned: ${detail.title}, ${at(detail)}, ${detail.places} places`,
    'session.book': (detail) => `Booked on ${detail.title}, ${at(detail)}`,
    'session.unbook': (detail) => `Taken off ${detail.title}, ${at(detail)}${because(detail)}`,
    'session.record-group': (detail) => `Group session held: ${detail.title}, ${at(detail)}, ${detail.came} came`,
  },
  menu: [
    { label: 'My day', path: '/my', action: 'match.mine', order: 1 },
    { label: 'Sessions', path: '/sessions', action: 'session.list', order: 45 },
  ],
}
