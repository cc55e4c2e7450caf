import type { z } from 'zod'
import { command, type Work } from '#platform/command'
import { done, type Happened, refuse } from '#platform/outcome'
import { markAttendance } from './mark-attendance'
import type { KnownSession } from './plan-session'
import { BECAUSE, type cancelForm } from './session'
import { sessionMoves } from './session.moves'
import { readSession, type SessionRecord } from './session.queries'
import { sessionHappened } from './write-session'

export interface CancelSession extends z.output<typeof cancelForm> {
  readonly session: string
}

/** Ends a planned session: everyone booked is taken off it. Gives what happened, or null when it is not planned any more. */
export const callOffSession = async (
  work: Work,
  session: SessionRecord,
  { missed, because }: { readonly missed?: boolean; readonly because: string },
): Promise<Happened | null> => {
  const { from, to } = sessionMoves.cancel
  const moved = await work.tx
    .updateTable('session')
    .set({ status: to, booked: 0 })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', session.id)
    .where('status', 'in', from)
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) return null
  const booked = await markAttendance(work, session.id, missed ? 'miss' : 'takeOff')
  const told = { ...session, requestId: session.request_id, championId: session.champion_id }
  const happened = sessionHappened(told, null, { when: session.starts_at.toISOString(), because })
  return { ...happened, also: [...(happened.also ?? []), ...booked.map((id) => ({ type: 'person', id }))] }
}

/** A planned session does not happen, and why; everyone booked is taken off it. */
export const cancelSession = command('session.cancel', async (work, input: CancelSession) => {
  const { tx, allianceId, actor } = work
  const session = await readSession(tx, allianceId, actor, input.session)
  if (!session) return refuse('not-found')
  const missed = input.because === 'missed'
  const happened = await callOffSession(work, session, { missed, because: BECAUSE[input.because] })
  if (!happened) return refuse('moved-on')
  return done<KnownSession>({ id: session.id, reference: session.reference, request: session.request }, happened)
})
