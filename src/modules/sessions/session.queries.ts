import { sql } from 'kysely'
import { onlyTheirOwn } from '#modules/champions'
import type { Actor } from '#platform/access'
import type { Tx } from '#platform/db'
import type { AttendanceStatus } from './attendance.moves'
import type { SessionStatus } from './session.moves'

export interface SessionRecord {
  readonly id: string
  readonly reference: string
  readonly kind: 'one_to_one' | 'group'
  readonly way: string
  readonly status: SessionStatus
  readonly title: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly minutes: number | null
  readonly places: number | null
  readonly booked: number
  readonly head_count: number
  readonly notes: string
  readonly champion_id: string | null
  readonly champion: string | null
  readonly champion_reference: string | null
  readonly champion_person_id: string | null
  readonly request_id: string | null
  readonly request: string | null
  readonly place: string | null
  readonly place_address: string | null
  /** The learner of a one-to-one. */
  readonly learner: string | null
  readonly learner_reference: string | null
  readonly skills: readonly string[]
}

const theirs = (actor: Actor) =>
  onlyTheirOwn(actor) ? sql`c.person_id = ${actor.personId}::uuid and c.status <> 'left'` : sql`true`

const sessionsWhere = async (
  tx: Tx,
  allianceId: string,
  where: ReturnType<typeof sql>,
  rest = sql``,
): Promise<SessionRecord[]> => {
  const { rows } = await sql<SessionRecord>`
    select s.id, s.reference, s.kind, s.way, s.status, s.title, s.starts_at, s.ends_at, s.minutes, s.places, s.booked, s.head_count,
      s.notes, s.champion_id, q.name as champion, q.reference as champion_reference, c.person_id as champion_person_id, s.request_id, r.reference as request,
      l.name as place, l.address as place_address, p.name as learner, p.reference as learner_reference,
      array(select k.code from session_skill x join skill k on k.alliance_id = x.alliance_id and k.id = x.skill_id
        where x.alliance_id = s.alliance_id and x.session_id = s.id order by k.position) as skills
    from session s
    left join champion c on c.alliance_id = s.alliance_id and c.id = s.champion_id
    left join person q on q.alliance_id = c.alliance_id and q.id = c.person_id
    left join request r on r.alliance_id = s.alliance_id and r.id = s.request_id
    left join person p on p.alliance_id = r.alliance_id and p.id = r.person_id
    left join place l on l.alliance_id = s.alliance_id and l.id = s.place_id
    where s.alliance_id = ${allianceId} and ${where} ${rest}`.execute(tx)
  return rows
}

/** A session by its reference, if this actor may see it: a champion sees their own. */
export const readSession = async (
  tx: Tx,
  allianceId: string,
  actor: Actor,
  reference: string,
): Promise<SessionRecord | undefined> =>
  (await sessionsWhere(tx, allianceId, sql`s.reference = ${reference.toUpperCase()} and ${theirs(actor)}`))[0]

/** The sessions of a request, newest first. */
export const sessionsOfRequest = (tx: Tx, allianceId: string, requestId: string): Promise<SessionRecord[]> =>
  sessionsWhere(tx, allianceId, sql`s.request_id = ${requestId}::uuid`, sql`order by s.starts_at desc, s.id desc limit 20`)

/** What a person is booked on or came to, newest first. */
export const sessionsOfPerson = (tx: Tx, allianceId: string, personId: string): Promise<SessionRecord[]> =>
  sessionsWhere(
    tx,
    allianceId,
    sql`s.status <> 'cancelled' and exists (select 1 from attendance a where a.alliance_id = s.alliance_id and a.session_id = s.id
      and a.person_id = ${personId}::uuid and a.status in ('booked', 'attended'))`,
    sql`order by s.starts_at desc, s.id desc limit 8`,
  )

/** What is still to come with this person on its list, held until the caller's transaction ends: nobody else takes it up. */
export const plannedFor = async (tx: Tx, allianceId: string, personId: string, from: Date): Promise<SessionRecord[]> => {
  const booked = sql`s.status = 'planned' and s.starts_at > ${from}::timestamptz and exists (select 1 from attendance a
    where a.alliance_id = s.alliance_id and a.session_id = s.id and a.person_id = ${personId}::uuid and a.status = 'booked')`
  return sessionsWhere(tx, allianceId, booked, sql`order by s.id for update of s`)
}

/** What a champion has planned and not yet written up, soonest first: what is past comes before what is to come. */
export const plannedOf = (tx: Tx, allianceId: string, championId: string): Promise<SessionRecord[]> =>
  sessionsWhere(
    tx,
    allianceId,
    sql`s.champion_id = ${championId}::uuid and s.status = 'planned'`,
    sql`order by s.starts_at, s.id limit 50`,
  )

/** The sessions a champion held last. */
export const heldBy = (tx: Tx, allianceId: string, championId: string, most = 5): Promise<SessionRecord[]> =>
  sessionsWhere(
    tx,
    allianceId,
    sql`s.champion_id = ${championId}::uuid and s.status = 'held'`,
    sql`order by s.starts_at desc, s.id desc limit ${most}`,
  )

export interface Attendee {
  readonly person_id: string
  readonly reference: string
  readonly name: string
  readonly status: AttendanceStatus
}

/** Everyone on a session's list, by name. */
export const attendeesOf = async (tx: Tx, allianceId: string, sessionId: string): Promise<Attendee[]> => {
  const rows = await tx
    .selectFrom('attendance as a')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'a.person_id').onRef('p.alliance_id', '=', 'a.alliance_id'))
    .select(['a.person_id', 'p.reference', 'p.name', 'a.status'])
    .where('a.alliance_id', '=', allianceId)
    .where('a.session_id', '=', sessionId)
    .orderBy('p.name')
    .execute()
  return rows as Attendee[]
}

export interface GivenTime {
  readonly sessions: number
  readonly minutes: number
}

/** How many sessions a champion has held, and for how long. */
export const timeGiven = async (tx: Tx, allianceId: string, championId: string): Promise<GivenTime> => {
  const { rows } = await sql<GivenTime>`
    select count(*) as sessions, coalesce(sum(minutes), 0) as minutes from session
    where alliance_id = ${allianceId} and champion_id = ${championId}::uuid and status = 'held'`.execute(tx)
  return rows[0] ?? { sessions: 0, minutes: 0 }
}

/** The places still open, for a choice. */
export const openPlaces = (tx: Tx, allianceId: string, today: string) =>
  tx
    .selectFrom('place')
    .select(['id', 'name'])
    .where('alliance_id', '=', allianceId)
    .where((row) => row.or([row('closed_on', 'is', null), row('closed_on', '>', today)]))
    .orderBy('name')
    .execute()
