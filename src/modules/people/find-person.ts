import type { Tx } from '#platform/db'
import type { TakesTurns } from '#platform/take-turns'
import { whoseRecord } from './person.queries'

/** Of two who put the same person's record right, one waits for the other. */
export const theirTurn: TakesTurns = (tx, ask) => findPerson(tx, ask.ctx.allianceId, ask.params.person ?? '')

/** The person this alliance knows by a reference, as far as this actor may see them; someone erased is nobody. Locked, so that two changes take turns. */
export const findPerson = (tx: Tx, allianceId: string, reference: string) =>
  tx
    .selectFrom('person')
    .select(['id', 'reference', 'name', 'has_died'])
    .where('alliance_id', '=', allianceId)
    .where('id', '=', whoseRecord(allianceId, reference))
    .where('erased_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
