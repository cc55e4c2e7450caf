import { sql } from 'kysely'
import type { Work } from '#platform/command'
import { prepared } from '#platform/prepared'
import { changing } from './changing'

/** A person handed out and not rung within this time goes back to the queue by itself. */
const MINUTES = 15

const lapse = (at: Date): Date => new Date(at.getTime() + MINUTES * 60_000)

/** One worker's turn at a time, so that two tabs of one worker do not hold two people. */
export const takeTurn = ({ tx, allianceId, actor }: Work) =>
  tx
    .selectFrom('account')
    .select('id')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', actor.accountId)
    .forNoKeyUpdate()
    .executeTakeFirst()

/** The person this worker has in hand now, or null. */
export const heldBy = async (work: Work): Promise<string | null> => {
  await takeTurn(work)
  const held = await work.tx
    .selectFrom('call_hold as h')
    // Someone who is kept apart meanwhile is nobody this worker may ring.
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'h.person_id').onRef('p.alliance_id', '=', 'h.alliance_id'))
    .select('h.person_id')
    .where('h.alliance_id', '=', work.allianceId)
    .where('h.account_id', '=', work.actor.accountId)
    .where('h.until', '>', work.at)
    .executeTakeFirst()
  return held?.person_id ?? null
}

const ownHold = ({ tx, allianceId, actor }: Work) =>
  tx.deleteFrom('call_hold').where('alliance_id', '=', allianceId).where('account_id', '=', actor.accountId)

/** A call that is being typed asks for its person again and again: screens look again only when somebody else has them, or nobody. */
const endHold = async (work: Work, hold: ReturnType<typeof ownHold>): Promise<void> => {
  const { numDeletedRows } = await hold.executeTakeFirst()
  if (numDeletedRows > 0n) changing(work)
}

/** Lets go of whomever this worker holds. */
export const letGo = (work: Work): Promise<void> => endHold(work, ownHold(work))

/** Lets go of this person, and not of another whom this worker has in hand. */
export const letGoOf = (work: Work, person: string): Promise<void> => endHold(work, ownHold(work).where('person_id', '=', person))

/** Holds a person for this worker, for 15 minutes more; false while another worker has them. */
export const holdPerson = async (work: Work, person: string): Promise<boolean> => {
  const { tx, allianceId, actor, at } = work
  if (!actor.accountId) return false
  const isTheirs = (await heldBy(work)) === person
  if (!isTheirs) await letGo(work)
  const held = await tx
    .insertInto('call_hold')
    .values({ alliance_id: allianceId, person_id: person, account_id: actor.accountId, since: at, until: lapse(at) })
    .onConflict((conflict) =>
      conflict
        .columns(['alliance_id', 'person_id'])
        .doUpdateSet((row) => ({
          account_id: row.ref('excluded.account_id'),
          since: sql<Date>`case when call_hold.account_id = excluded.account_id then call_hold.since else excluded.since end`,
          until: row.ref('excluded.until'),
        }))
        .where(sql<boolean>`call_hold.account_id = excluded.account_id or call_hold.until <= excluded.since`),
    )
    .executeTakeFirst()
  const isHeld = held.numInsertedOrUpdatedRows === 1n
  if (isHeld && !isTheirs) changing(work)
  return isHeld
}

const othersHolding = prepared((tx, allianceId: string, person: string, at: Date, account: string | null) =>
  tx
    .selectFrom('call_hold as h')
    .innerJoin('account as a', (join) => join.onRef('a.id', '=', 'h.account_id').onRef('a.alliance_id', '=', 'h.alliance_id'))
    .select('a.name')
    .where('h.alliance_id', '=', allianceId)
    .where('h.person_id', '=', person)
    .where('h.until', '>', at)
    .where('h.account_id', 'is distinct from', account),
)

/** Who holds a person now, other than this worker: their name, or null. */
export const heldByOther = async (
  { tx, allianceId, actor, at }: Pick<Work, 'tx' | 'allianceId' | 'actor' | 'at'>,
  person: string,
): Promise<string | null> => (await othersHolding(tx, allianceId, person, at, actor.accountId)).at(0)?.name ?? null
