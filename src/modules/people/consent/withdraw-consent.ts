import { command, type Work } from '#platform/command'
import type { ConsentWithdrawn } from '#platform/module'
import { done, type Happened, refuse } from '#platform/outcome'
import type { Purpose, WithdrawInput } from './consent'

export interface Withdraw extends WithdrawInput {
  /** The consent's id. */
  readonly id: string
  /** What the modules stop: the house's `consentWithdrawn`. */
  readonly stops: readonly ConsentWithdrawn[]
}

const consentOf = ({ tx, allianceId }: Work, id: string) =>
  tx
    .selectFrom('consent as c')
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'c.person_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
    .select(['c.person_id', 'c.purpose', 'c.partner_id', 'p.reference'])
    .where('c.alliance_id', '=', allianceId)
    .where('c.id', '=', id)
    // Two who take back what one person said twice take turns.
    .forUpdate('p')
    .executeTakeFirst()

/**
 * A person takes their consent back: each time they said it, since every form writes it down again. It counts for the very next
 * message (the view person_reach is read as each one goes), and what each module must stop is stopped in the same transaction.
 * Refuses one that was taken back already.
 */
export const withdrawConsent = command('consent.withdraw', async (work, { id, how, why, stops }: Withdraw) => {
  const { tx, allianceId, at, today } = work
  const consent = await consentOf(work, id)
  if (!consent) return refuse('moved-on')
  const taken = await tx
    .updateTable('consent')
    .set({ withdrawn_at: at, withdrawn_how: how, withdrawn_why: why })
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', consent.person_id)
    .where('purpose', '=', consent.purpose)
    .where('partner_id', 'is not distinct from', consent.partner_id)
    .where('withdrawn_at', 'is', null)
    .where((row) => row.or([row('id', '=', id), row('ends_on', 'is', null), row('ends_on', '>=', today)]))
    .returning('id')
    .execute()
  if (!taken.some((one) => one.id === id)) return refuse('moved-on')
  const purpose = consent.purpose as Purpose
  const stopped: Happened[] = []
  for (const stop of stops)
    stopped.push(...(await stop(work, { person: consent.person_id, purpose, partner: consent.partner_id })))
  const happened = { about: { type: 'consent', id }, person: consent.person_id, detail: { purpose, how } }
  return done({ reference: consent.reference }, happened, ...stopped)
})
