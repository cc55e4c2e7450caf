import { sql } from 'kysely'
import { addDays } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { isId, newId } from '#platform/ids'
import { done, type Happened, type Outcome, refuse } from '#platform/outcome'
import { pairMoves } from './pair.moves'
import { notTheirs } from './theirs-to-settle'

/** Put off is looked at again after this many days. */
export const LOOK_AGAIN_AFTER = 14

interface Pair {
  readonly id: string
  readonly first_id: string
  readonly second_id: string
  readonly first: string
  readonly second: string
  /** The one of the two who is kept apart, if any. */
  readonly apart_id: string | null
}

const findPair = async ({ tx, allianceId }: Work, id: string): Promise<Pair | undefined> => {
  const { rows } = await sql<Pair>`
    select pair.id, pair.first_id, pair.second_id, one.reference as first, other.reference as second, (
        select k.person_id from restricted_person k
        where k.alliance_id = pair.alliance_id and k.person_id in (pair.first_id, pair.second_id) limit 1) as apart_id
    from person_pair pair
    join person one on one.alliance_id = pair.alliance_id and one.id = pair.first_id
    join person other on other.alliance_id = pair.alliance_id and other.id = pair.second_id
    where pair.alliance_id = ${allianceId} and pair.id = ${id}`.execute(tx)
  return rows[0]
}

/** On the pages of both; where one is kept apart, on theirs alone: the other's must not lead to them. */
const happened = ({ first_id, second_id, first, second, apart_id }: Pair): Happened[] => {
  const [whose, other] = apart_id === second_id ? [second_id, first] : [first_id, second]
  const also = apart_id ? [] : [{ type: 'person', id: second_id }]
  return [{ about: { type: 'person', id: whose }, person: whose, also, detail: { other } }]
}

const move = async (work: Work, id: string, name: 'putOff' | 'tellApart' | 'offerAgain'): Promise<Outcome<Pair>> => {
  const { tx, allianceId, at, actor, today } = work
  const pair = isId(id) ? await findPair(work, id) : undefined
  if (!pair) return refuse('not-found')
  const no = await notTheirs(tx, work, [pair.first_id, pair.second_id])
  if (no) return no
  const { from, to } = pairMoves[name]
  const moved = await tx
    .updateTable('person_pair')
    .set({
      status: to,
      look_again_on: name === 'putOff' ? addDays(today, LOOK_AGAIN_AFTER) : null,
      decided_at: at,
      decided_by: actor.accountId,
    })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) return refuse('moved-on')
  return done(pair, ...happened(pair))
}

/** Two records are of two people: they are not offered again. */
export const tellApart = command('person.tell-apart', (work, { id }: { id: string }) => move(work, id, 'tellApart'))

/** Nobody can tell yet: looked at again in two weeks. */
export const putOffPair = command('person.put-off', (work, { id }: { id: string }) => move(work, id, 'putOff'))

/** They may be one person after all. */
export const offerAgain = command('person.offer-again', (work, { id }: { id: string }) => move(work, id, 'offerAgain'))

/** Remembers that someone new was looked at beside these people, and is none of them. */
export const rememberNew = async (
  work: Work,
  personId: string,
  likely: readonly { id: string; likelihood: number; reasons: readonly string[] }[],
) => {
  const { tx, allianceId, at, actor } = work
  if (likely.length === 0) return
  const rows = likely.map(({ id, likelihood, reasons }) => ({
    ...{ alliance_id: allianceId, id: newId(at), likelihood, reasons: [...reasons], status: pairMoves.tellApart.to },
    ...{ first_id: id < personId ? id : personId, second_id: id < personId ? personId : id },
    ...{ found_at: at, decided_at: at, decided_by: actor.accountId },
  }))
  await tx
    .insertInto('person_pair')
    .values(rows)
    .onConflict((known) => known.doNothing())
    .execute()
}
