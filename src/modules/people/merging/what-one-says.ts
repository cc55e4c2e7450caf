import { sql } from 'kysely'
import { londonDate } from '#platform/clock'
import type { Work } from '#platform/command'
import type { Tx } from '#platform/db'
import type { ConsentWithdrawn, House, StopsForPerson } from '#platform/module'
import type { Happened } from '#platform/outcome'
import { seeingAll } from '#platform/seeing-all'
import { stopFor } from '../stop-for'
import { takenBackAfter } from './heed-withdrawals'
import type { Row } from './steps'

/** Of one of two records: we may not keep their details any more. */
export interface Unheld {
  readonly reference: string
  /** The last day they had agreed to, where it ended by its date; null where they took it back. */
  readonly endedOn: string | null
  /** The other record had agreed, before this one took it back. */
  readonly otherAgreed: boolean
}

/** What only one of two records says, by its reference, so that something of the other's is to stop when they become one. */
export interface SaidByOne {
  readonly died: string | null
  readonly apart: string | null
  readonly unheld: Unheld | null
  /** One took it back, and the other has agreed since: together they agree, and neither has died. */
  readonly agreesAgain: boolean
}

/** Not asked yet is not taken back. */
const holds = (consents: readonly Row[], today: string): boolean =>
  consents.length === 0 ||
  consents.some(
    (one) => one.withdrawn_at === null && String(one.ends_on ?? today) >= today && takenBackAfter(one, consents) === undefined,
  )

const holdConsents = async (tx: Tx, people: readonly Row[]): Promise<Row[]> => {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(c) as row from consent c where c.alliance_id = ${people[0]?.alliance_id} and c.purpose = 'hold'
      and c.person_id = any(${people.map(({ id }) => id)}::uuid[])`.execute(tx)
  return rows.map(({ row }) => row)
}

/** The last day they agreed to, where that was their last word and nobody took it back after. */
const endedOn = (consents: readonly Row[], today: string): string | null => {
  const lastDays = consents
    .filter(({ withdrawn_at, ends_on }) => withdrawn_at === null && String(ends_on ?? today) < today)
    .map(({ ends_on }) => String(ends_on))
  const takenBackOn = consents
    .filter(({ withdrawn_at }) => withdrawn_at !== null)
    .map(({ withdrawn_at }) => londonDate(new Date(String(withdrawn_at))))
  const last = lastDays.toSorted().at(-1)
  return last !== undefined && takenBackOn.every((day) => day <= last) ? last : null
}

const agreedBy = async (tx: Tx, people: readonly Row[], today: string): Promise<Pick<SaidByOne, 'unheld' | 'agreesAgain'>> => {
  const all = await holdConsents(tx, people)
  const said = people.map(({ id, reference }) => ({
    reference: String(reference),
    own: all.filter((one) => one.person_id === id),
  }))
  const gone = said.filter(({ own }) => !holds(own, today))
  const [one] = gone
  if (!one || gone.length > 1) return { unheld: null, agreesAgain: false }
  if (holds(all, today)) return { unheld: null, agreesAgain: people.every(({ has_died }) => !has_died) }
  const unheld = { reference: one.reference, endedOn: endedOn(one.own, today), otherAgreed: one.own.length < all.length }
  return { unheld, agreesAgain: false }
}

/** What one of the two says and the other does not. Asked before they become one. */
export const saidByOne = async (tx: Tx, kept: Row, merged: Row, today: string): Promise<SaidByOne> => {
  const both = [kept, merged]
  const apart = await tx
    .selectFrom('restricted_person')
    .select('person_id')
    .where('alliance_id', '=', String(kept.alliance_id))
    .where('person_id', 'in', [String(kept.id), String(merged.id)])
    .execute()
  const only = (those: readonly Row[]): string | null => (those.length === 1 ? String(those[0]?.reference) : null)
  return {
    died: only(both.filter(({ has_died }) => has_died)),
    apart: only(both.filter(({ id }) => apart.some(({ person_id }) => person_id === id))),
    ...(await agreedBy(tx, both, today)),
  }
}

export interface Stops {
  /** What the modules stop where only one of the two has died or is kept apart: the house's `stopsForPerson`. */
  readonly stops: readonly StopsForPerson[]
  /** What they stop where only one of the two took consent back, or let it end: the house's `consentWithdrawn`. */
  readonly withdrawn?: readonly ConsentWithdrawn[]
}

const stopUnheld = async (
  work: Work,
  withdrawn: readonly ConsentWithdrawn[],
  person: string,
  { endedOn }: Pick<Unheld, 'endedOn'>,
): Promise<Happened[]> => {
  const stopped: Happened[] = []
  const over = { person, purpose: 'hold', partner: null, ...(endedOn === null ? {} : ({ byItsDate: true } as const)) } as const
  for (const stop of withdrawn) stopped.push(...(await stop(work, over)))
  return stopped
}

/**
 * Stops what went on under the record that did not say so: by now all of it is the one person's. Also what its actor may not see.
 * Where they agree again, nothing of theirs goes on saying that we are not to get in touch.
 */
export const stopForOne = (
  work: Work,
  { stops, withdrawn = [] }: Stops,
  person: string,
  { died, apart, unheld, agreesAgain }: SaidByOne,
): Promise<Happened[]> =>
  seeingAll(work.tx, async () => [
    ...(agreesAgain ? await stopFor(work, stops, person, 'agrees-again') : []),
    ...(apart ? await stopFor(work, stops, person, 'kept-apart') : []),
    ...(died ? await stopFor(work, stops, person, 'died') : []),
    ...(unheld ? await stopUnheld(work, withdrawn, person, unheld) : []),
  ])

/** What of it stops at once, in words, once the two are one; null where neither says what the other does not. */
export const wouldStopFor = (tx: Tx, house: Pick<House, 'wouldStop'>, people: readonly Row[], said: SaidByOne, at: Date) => {
  const because = said.died ? 'died' : said.unheld ? 'unheld' : said.apart ? 'kept-apart' : null
  if (because === null) return Promise.resolve(null)
  const of = { allianceId: String(people[0]?.alliance_id), people: people.map(({ id }) => String(id)), because, at } as const
  return house.wouldStop(tx, of)
}

/**
 * Of two taken apart again, who is alive after all where the other has died, and who agrees where the other took it back. What went
 * on for that other, since the two together agreed, stops.
 */
export const soAgain = async (work: Work, { stops, withdrawn = [] }: Stops, people: readonly string[]): Promise<Happened[]> => {
  const { tx, allianceId, today } = work
  const { rows: both } = await sql<Row>`
    select id, alliance_id, reference, has_died from person where alliance_id = ${allianceId} and id = any(${people}::uuid[]) order by id`.execute(
    tx,
  )
  const consents = await holdConsents(tx, both)
  const own = ({ id }: Row): Row[] => consents.filter((one) => one.person_id === id)
  const gone = both.filter((one) => !holds(own(one), today))
  const happened: Happened[] = []
  const sayTo = async (those: readonly Row[], because: 'alive' | 'agrees-again'): Promise<void> => {
    for (const { id } of those) happened.push(...(await stopFor(work, stops, String(id), because)))
  }
  if (both.some(({ has_died }) => has_died))
    await sayTo(
      both.filter(({ has_died }) => !has_died),
      'alive',
    )
  if (gone.length > 0)
    await sayTo(
      both.filter((one) => !gone.includes(one)),
      'agrees-again',
    )
  if (holds(consents, today))
    for (const one of gone)
      happened.push(...(await stopUnheld(work, withdrawn, String(one.id), { endedOn: endedOn(own(one), today) })))
  return happened
}
