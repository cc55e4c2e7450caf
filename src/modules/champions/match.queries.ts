import { sql } from 'kysely'
import { type MatchStatus, matchMoves } from '#modules/helpline'
import type { Actor } from '#platform/access'
import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { isId } from '#platform/ids'
import type { Move } from '#platform/moves'
import { done, type Happened, type Outcome, refuse } from '#platform/outcome'
import { prepared } from '#platform/prepared'
import { onlyTheirOwn } from './reach'

export interface MatchRecord {
  readonly id: string
  readonly status: MatchStatus
  readonly request_id: string
  readonly request: string
  readonly person_id: string
  readonly learner: string
  readonly champion_id: string
  readonly champion_person_id: string
  readonly champion_reference: string
  readonly champion: string
  readonly asked_at: Date
  readonly answered_at: Date | null
  readonly answer: string
}

const matches = (allianceId: string, where: ReturnType<typeof sql>) => sql<MatchRecord>`
    select m.id, m.status, m.request_id, r.reference as request, m.person_id, p.name as learner, m.champion_id,
      c.person_id as champion_person_id, q.reference as champion_reference, q.name as champion, m.asked_at, m.answered_at, m.answer
    from match m
    join request r on r.alliance_id = m.alliance_id and r.id = m.request_id
    join person p on p.alliance_id = m.alliance_id and p.id = m.person_id
    join champion c on c.alliance_id = m.alliance_id and c.id = m.champion_id
    join person q on q.alliance_id = c.alliance_id and q.id = c.person_id
    where m.alliance_id = ${allianceId} and ${where}
    order by m.asked_at desc, m.id desc`

const matchesWhere = async (tx: Tx, allianceId: string, where: ReturnType<typeof sql>): Promise<MatchRecord[]> =>
  (await matches(allianceId, where).execute(tx)).rows

/** Who was asked about a request, newest first. */
export const matchesOfRequest = (tx: Tx, allianceId: string, requestId: string): Promise<MatchRecord[]> =>
  matchesWhere(tx, allianceId, sql`m.request_id = ${requestId}::uuid`)

/** Those a champion helps or is asked about now: open requests only. */
export const openMatchesOf = (tx: Tx, allianceId: string, championId: string): Promise<MatchRecord[]> =>
  matchesWhere(
    tx,
    allianceId,
    sql`m.champion_id = ${championId}::uuid and m.status in ('asked', 'accepted') and r.status in ('new', 'triaged', 'in_hand', 'waiting')`,
  )

/** The champions who help a person now, the one asked last first. */
export const helpersOf = prepared((_tx, allianceId: string, personId: string) =>
  matches(
    allianceId,
    sql`m.person_id = ${personId}::uuid and m.status = 'accepted' and r.status in ('new', 'triaged', 'in_hand', 'waiting')`,
  ),
)

/** Every match of a person's that is not over, whatever its request. */
export const matchesOpenFor = (tx: Tx, allianceId: string, personId: string): Promise<MatchRecord[]> =>
  matchesWhere(tx, allianceId, sql`m.person_id = ${personId}::uuid and m.status in ('asked', 'accepted')`)

/** Whether a champion has been asked, and not answered, by this match. */
export const isAskedOf = async (tx: Tx, allianceId: string, actor: Actor, matchId: string): Promise<true | undefined> => {
  const matches = await matchesWhere(
    tx,
    allianceId,
    sql`m.id = ${matchId}::uuid and m.status = 'asked' and c.person_id = ${actor.personId}::uuid`,
  )
  return matches.length > 0 ? true : undefined
}

/** A match that one champion, known by their person, was asked about. */
export const matchAskedOf = async (tx: Tx, allianceId: string, id: string, person: string): Promise<MatchRecord | undefined> => {
  const [match] = isId(id) ? await matchesWhere(tx, allianceId, sql`m.id = ${id}::uuid and c.person_id = ${person}::uuid`) : []
  return match
}

const answerable = (actor: Actor) => (onlyTheirOwn(actor) ? sql`c.person_id = ${actor.personId}::uuid` : sql`true`)

/** A match and every record its event belongs to. */
export const matchHappened = (match: MatchRecord, detail: Record<string, unknown> = {}): Happened => ({
  about: { type: 'match', id: match.id },
  person: match.person_id,
  also: [
    { type: 'request', id: match.request_id },
    { type: 'champion', id: match.champion_id },
    { type: 'person', id: match.champion_person_id },
  ],
  detail: { champion: match.champion_reference, request: match.request, ...detail },
})

/** The only write of a match's status. `mine` keeps a champion to what they were asked themselves. */
export const moveMatch = async (
  { tx, allianceId, actor, at }: Work,
  id: string,
  move: keyof typeof matchMoves,
  answer = '',
): Promise<Outcome<MatchRecord>> => {
  const { from, to }: Move<MatchStatus> = matchMoves[move]
  const [match] = !isId(id) ? [] : await matchesWhere(tx, allianceId, sql`m.id = ${id}::uuid and ${answerable(actor)}`)
  if (!match) return refuse('not-found')
  const moved = await tx
    .updateTable('match')
    .set({ status: to, answered_at: at, ...(answer && { answer }) })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', match.id)
    .where('status', 'in', from)
    .executeTakeFirst()
  return moved.numUpdatedRows === 1n ? done(match) : refuse('moved-on')
}
