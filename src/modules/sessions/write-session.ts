import { sql } from 'kysely'
import { onlyTheirOwn, readChampion, readMe } from '#modules/champions'
import { skillIds } from '#modules/skills'
import type { Work } from '#platform/command'
import { done, type Happened, type Outcome, type Refusal, refuse } from '#platform/outcome'
import { timeWords } from './session-time'

/** The steps that several commands about sessions share. */

export interface Giver {
  readonly id: string
  /** The reference of the person they are. */
  readonly reference: string
  readonly name: string
}

const MAY_GIVE = ['active', 'paused']

/** Who gives a session: a champion always themselves; at the desk the one chosen, or nobody when the team does it. */
export const giverOf = async ({ tx, allianceId, actor }: Work, reference: string | null): Promise<Outcome<Giver | null>> => {
  if (!reference && !onlyTheirOwn(actor)) return done(null)
  const champion = onlyTheirOwn(actor) ? await readMe(tx, allianceId, actor) : await readChampion(tx, allianceId, reference ?? '')
  if (!champion || !MAY_GIVE.includes(champion.status))
    return refuse('not-a-champion', 'Choose a champion who is active', 'champion')
  return done({ id: champion.id, reference: champion.reference, name: champion.name })
}

/** The refusal when a champion is somewhere else then, in words; or null. The database holds the rule itself. */
export const refuseOverlap = async (
  { tx, allianceId }: Work,
  giver: Giver | null,
  from: Date,
  to: Date,
): Promise<Refusal | null> => {
  if (!giver) return null
  const { rows } = await sql<{ starts_at: Date; ends_at: Date }>`
    select starts_at, ends_at from session
    where alliance_id = ${allianceId} and champion_id = ${giver.id}::uuid and status = 'planned'
      and tstzrange(starts_at, ends_at) && tstzrange(${from}::timestamptz, ${to}::timestamptz)
    order by starts_at limit 1`.execute(tx)
  const [other] = rows
  if (!other) return null
  const when = `${timeWords(other.starts_at)} to ${timeWords(other.ends_at)}`
  return refuse('champion-busy', `${giver.name} has another session then (${when}). Choose another time`, 'time')
}

/**
 * The refusal when somebody has died: nothing is planned for them any more. Until this is written, nobody can say that they died,
 * so that what is called off then has this in it.
 */
export const refuseDied = async ({ tx, allianceId }: Work, personId: string): Promise<Refusal | null> => {
  const person = await tx
    .selectFrom('person')
    .select('has_died')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', personId)
    .forShare()
    .executeTakeFirst()
  return person?.has_died ? refuse('has-died', 'We were told that they have died. Nothing is planned for them any more.') : null
}

/** What the database says when two plans for one champion meet, or a place is not of this alliance. */
export const sessionReasons = {
  champion_in_one_place: refuse('champion-busy', 'This champion has another session then. Choose another time', 'time'),
  session_alliance_id_place_id_fkey: refuse('no-such-place', 'Choose a place from the list', 'place'),
}

/** Writes which skills a session practised. */
export const writeSkills = async ({ tx, allianceId }: Work, sessionId: string, codes: readonly string[]): Promise<void> => {
  const ids = await skillIds(tx, allianceId, codes)
  const rows = [...ids.values()].map((skill) => ({ alliance_id: allianceId, session_id: sessionId, skill_id: skill }))
  if (rows.length > 0) await tx.insertInto('session_skill').values(rows).execute()
}

export interface Told {
  readonly id: string
  readonly reference: string
  readonly requestId?: string | null
  readonly championId?: string | null
}

/** A session and every record its event belongs to. */
export const sessionHappened = (session: Told, person: string | null, detail: Record<string, unknown>): Happened => ({
  about: { type: 'session', id: session.id },
  person,
  also: [
    ...(session.requestId ? [{ type: 'request', id: session.requestId }] : []),
    ...(session.championId ? [{ type: 'champion', id: session.championId }] : []),
  ],
  detail: { reference: session.reference, ...detail },
})
