import type { z } from 'zod'
import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { markAttendance } from './mark-attendance'
import type { KnownSession } from './plan-session'
import { BECAUSE, type cancelForm } from './session'
import { sessionMoves } from './session.moves'
import { readSession } from './session.queries'
import { sessionHappened } from './write-session'

export interface CancelSession extends z.output<typeof cancelForm> {
  readonly session: string
}

/** A planned session does not happen, and why; everyone booked is taken off it. */
export const cancelSession = command('session.cancel', async (work, input: CancelSession) => {
  const { tx, allianceId, actor } = work
  const session = await readSession(tx, allianceId, actor, input.session)
  if (!session) return refuse('not-found')
  const { from, to } = sessionMoves.cancel
  const moved = await tx
    .updateTable('session')
    .set({ status: to, booked: 0 })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', session.id)
    .where('status', 'in', from)
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) return refuse('moved-on')
  const booked = await markAttendance(work, session.id, input.because === 'missed' ? 'miss' : 'takeOff')
  const told = { ...session, requestId: session.request_id, championId: session.champion_id }
  const detail = { when: session.starts_at.toISOString(), because: BECAUSE[input.because] }
  const happened = sessionHappened(told, null, detail)
  const people = booked.map((id) => ({ type: 'person', id }))
  const value: KnownSession = { id: session.id, reference: session.reference, request: session.request }
  return done(value, { ...happened, also: [...(happened.also ?? []), ...people] })
})
