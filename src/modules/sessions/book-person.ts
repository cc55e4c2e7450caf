import { sql } from 'kysely'
import { command, type Work } from '#platform/command'
import { done, type Happened, type Outcome, type Refusal, refuse } from '#platform/outcome'
import { markAttendance, putOnList } from './mark-attendance'
import { readSession, type SessionRecord } from './session.queries'
import { refuseDied, sessionHappened } from './write-session'

export interface BookPerson {
  /** References: the session S-1001 and the person P-1001. */
  readonly session: string
  readonly person: string
}

export interface Booked {
  readonly id: string
  readonly reference: string
}

interface Pair {
  readonly session: SessionRecord
  readonly personId: string
}

const readPair = async ({ tx, allianceId, actor }: Work, input: BookPerson): Promise<Pair | undefined> => {
  const session = await readSession(tx, allianceId, actor, input.session)
  const person = await tx
    .selectFrom('person')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('reference', '=', input.person.toUpperCase())
    .executeTakeFirst()
  return session?.kind === 'group' && person ? { session, personId: person.id } : undefined
}

const happened = ({ session, personId }: Pair, detail: Record<string, unknown> = {}): Happened =>
  sessionHappened(session, personId, { title: session.title, when: session.starts_at.toISOString(), ...detail })

/** Takes one of the places that are left; of many who press for the last one, one gets it. */
const takePlace = async ({ tx, allianceId }: Work, { session }: Pair): Promise<Refusal | null> => {
  const taken = await tx
    .updateTable('session')
    .set({ booked: sql`booked + 1` })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', session.id)
    .where('status', '=', 'planned')
    .where(sql<boolean>`booked < places`)
    .executeTakeFirst()
  if (taken.numUpdatedRows === 1n) return null
  if (session.status !== 'planned') return refuse('moved-on')
  return refuse('full', 'Someone has just taken the last place. Choose another session.')
}

const writeBooking = async (work: Work, { session, personId }: Pair): Promise<Refusal | null> => {
  const booked = await putOnList(work, session.id, [personId], 'book')
  return booked === 1 ? null : refuse('booked-already', 'They are on the list of this session already.')
}

/** Books a person on a group session. Refuses when they have died, it is full, is over, or they are on the list already. */
export const bookPerson = command('session.book', async (work, input: BookPerson): Promise<Outcome<Booked>> => {
  const pair = await readPair(work, input)
  if (!pair) return refuse('not-found')
  const no = (await refuseDied(work, pair.personId)) ?? (await takePlace(work, pair)) ?? (await writeBooking(work, pair))
  return no ?? done({ id: pair.session.id, reference: pair.session.reference }, happened(pair))
})

/** Takes a person off the list of a planned group session, and frees the place. Gives what happened, or null when they have none. */
export const freePlace = async (work: Work, pair: Pair, detail: Record<string, unknown> = {}): Promise<Happened | null> => {
  const { tx, allianceId } = work
  // The session's row first, as booking does, so that the two never wait for each other.
  const freed = await tx
    .updateTable('session')
    .set({ booked: sql`booked - 1` })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', pair.session.id)
    .where('status', '=', 'planned')
    .where('booked', '>', 0)
    .executeTakeFirst()
  const off = await markAttendance(work, pair.session.id, 'takeOff', [pair.personId])
  return freed.numUpdatedRows === 0n || off.length === 0 ? null : happened(pair, detail)
}

/** Takes a person off the list of a group session, and frees the place. */
export const unbookPerson = command('session.unbook', async (work, input: BookPerson): Promise<Outcome<Booked>> => {
  const pair = await readPair(work, input)
  if (!pair) return refuse('not-found')
  const freed = await freePlace(work, pair)
  return freed ? done({ id: pair.session.id, reference: pair.session.reference }, freed) : refuse('moved-on')
})
