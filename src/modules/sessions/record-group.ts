import { onlyTheirOwn } from '#modules/champions'
import { command, type Work } from '#platform/command'
import { done, type Outcome, refuse } from '#platform/outcome'
import { markAttendance, putOnList } from './mark-attendance'
import type { KnownSession } from './plan-session'
import { holdSession } from './record-session'
import type { GroupRecordForm } from './session'
import { attendeesOf, readSession } from './session.queries'
import { sessionHappened, writeSkills } from './write-session'

export interface RecordGroup extends GroupRecordForm {
  /** The reference of the planned session: S-1001. */
  readonly session: string
}

const idsOf = async ({ tx, allianceId }: Work, references: readonly string[]): Promise<Outcome<string[]>> => {
  if (references.length === 0) return done([])
  const wanted = [...new Set(references.map((reference) => reference.toUpperCase()))]
  const people = await tx
    .selectFrom('person')
    .select(['id', 'reference'])
    .where('alliance_id', '=', allianceId)
    .where('reference', 'in', wanted)
    .execute()
  const known = new Set(people.map(({ reference }) => reference))
  const unknown = wanted.find((reference) => !known.has(reference))
  if (unknown) return refuse('unknown-person', `We know nobody by ${unknown}. Check the reference`, 'more')
  return done(people.map(({ id }) => id))
}

/** Who of those booked came; the rest missed it. Gives the ids of those who came. */
const markBooked = async (work: Work, sessionId: string, came: readonly string[]): Promise<string[]> => {
  const booked = (await attendeesOf(work.tx, work.allianceId, sessionId)).filter(({ status }) => status === 'booked')
  const references = new Set(came.map((reference) => reference.toUpperCase()))
  const attended = booked.filter(({ reference }) => references.has(reference)).map(({ person_id }) => person_id)
  await markAttendance(work, sessionId, 'come', attended)
  await markAttendance(work, sessionId, 'miss')
  return attended
}

/** Records how a group session went. Named people count as people; the head-count counts only as attendances. */
export const recordGroup = command('session.record-group', async (work, input: RecordGroup) => {
  const { tx, allianceId, actor } = work
  const session = await readSession(tx, allianceId, actor, input.session)
  if (session?.kind !== 'group') return refuse('not-found')
  // A champion names those on their list; adding others takes someone who may look people up.
  if (onlyTheirOwn(actor) && input.more.length > 0) return refuse('forbidden')
  const more = await idsOf(work, input.more)
  if (!more.ok) return more
  const held = await holdSession(work, session, { minutes: input.minutes, notes: input.notes, head_count: input.headCount })
  if (!held.ok) return held
  const attended = [...new Set([...(await markBooked(work, session.id, input.came)), ...more.value])]
  await putOnList(work, session.id, more.value, 'come')
  if (attended.length + input.headCount === 0)
    return refuse('nobody-came', 'Choose who came, or how many. If nobody came, cancel the session instead', 'headCount')
  await writeSkills(work, session.id, input.skills)
  const detail = { when: session.starts_at.toISOString(), title: session.title, minutes: input.minutes }
  const happened = sessionHappened({ ...session, championId: session.champion_id }, null, {
    ...detail,
    came: attended.length + input.headCount,
    skills: input.skills,
  })
  const people = attended.map((id) => ({ type: 'person', id }))
  const value: KnownSession = { id: session.id, reference: session.reference, request: null }
  return done(value, { ...happened, also: [...(happened.also ?? []), ...people] })
})
