import { reachRequest } from '#modules/champions'
import { londonDate } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { newId } from '#platform/ids'
import { done, type Outcome, refuse } from '#platform/outcome'
import { markAttendance, putOnList } from './mark-attendance'
import type { KnownSession } from './plan-session'
import type { RecordForm, UnplannedForm } from './session'
import { sessionMoves } from './session.moves'
import { readSession, type SessionRecord } from './session.queries'
import { minutesLater, momentOf } from './session-time'
import { type Giver, giverOf, sessionHappened, writeSkills } from './write-session'

export interface RecordSession extends RecordForm {
  /** The reference of the planned session: S-1001. */
  readonly session: string
}

/** Marks a planned session held, once. The day it was held is the day it was planned for. */
export const holdSession = async (
  { tx, allianceId, today }: Work,
  session: SessionRecord,
  held: { minutes: number; notes: string; head_count?: number },
): Promise<Outcome<null>> => {
  const heldOn = londonDate(session.starts_at)
  if (heldOn > today) return refuse('not-yet', 'This session has not happened yet. Record it on the day, or after')
  const { from, to } = sessionMoves.hold
  const moved = await tx
    .updateTable('session')
    .set({ status: to, held_on: heldOn, ...held })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', session.id)
    .where('status', 'in', from)
    .executeTakeFirst()
  return moved.numUpdatedRows === 1n ? done(null) : refuse('moved-on')
}

/** Records that a planned one-to-one happened: how long, what was practised, what to remember. */
export const recordSession = command('session.record', async (work, input: RecordSession) => {
  const { tx, allianceId, actor } = work
  const session = await readSession(tx, allianceId, actor, input.session)
  if (session?.kind !== 'one_to_one') return refuse('not-found')
  const held = await holdSession(work, session, { minutes: input.minutes, notes: input.notes })
  if (!held.ok) return held
  const [attended] = await markAttendance(work, session.id, 'come')
  await writeSkills(work, session.id, input.skills)
  const told = { ...session, requestId: session.request_id, championId: session.champion_id }
  const detail = {
    when: session.starts_at.toISOString(),
    way: session.way,
    minutes: input.minutes,
    with: session.champion_reference,
  }
  const value: KnownSession = { id: session.id, reference: session.reference, request: session.request }
  return done(value, sessionHappened(told, attended ?? null, { ...detail, skills: input.skills }))
})

export interface RecordUnplanned extends UnplannedForm {
  /** The reference of the request: R-1001. */
  readonly request: string
}

const insertHeld = async (work: Work, input: RecordUnplanned, requestId: string, starts: Date, giver: Giver | null) =>
  work.tx
    .insertInto('session')
    .values({
      alliance_id: work.allianceId,
      id: newId(work.at),
      kind: 'one_to_one',
      way: input.way,
      status: 'held',
      champion_id: giver?.id ?? null,
      request_id: requestId,
      starts_at: starts,
      ends_at: minutesLater(starts, input.minutes),
      held_on: input.date,
      minutes: input.minutes,
      notes: input.notes,
    })
    .returning(['id', 'reference'])
    .executeTakeFirstOrThrow()

/** Records a one-to-one that nobody had planned: it happened, and that counts. */
export const recordUnplanned = command('session.record', async (work, input: RecordUnplanned) => {
  const { tx, allianceId, actor, at } = work
  const request = await reachRequest(tx, allianceId, actor, input.request)
  if (!request) return refuse('not-found')
  const [starts, giver] = [momentOf(input.date, input.time), await giverOf(work, input.champion)]
  if (!starts.ok) return starts
  if (!giver.ok) return giver
  if (starts.value > at) return refuse('not-yet', 'Choose a time that has passed, or plan a session instead', 'date')
  const session = await insertHeld(work, input, request.id, starts.value, giver.value)
  await putOnList(work, session.id, [request.person_id], 'come')
  await writeSkills(work, session.id, input.skills)
  const told = { ...session, requestId: request.id, championId: giver.value?.id ?? null }
  const detail = { when: starts.value.toISOString(), way: input.way, minutes: input.minutes, with: giver.value?.reference }
  const value: KnownSession = { ...session, request: request.reference }
  return done(value, sessionHappened(told, request.person_id, { ...detail, skills: input.skills }))
})
