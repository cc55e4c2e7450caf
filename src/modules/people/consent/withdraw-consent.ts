import { command } from '#platform/command'
import type { ConsentWithdrawn } from '#platform/module'
import { done, type Happened, refuse } from '#platform/outcome'
import type { Purpose, WithdrawInput } from './consent'

export interface Withdraw extends WithdrawInput {
  /** The consent's id. */
  readonly id: string
  /** What the modules stop: the house's `consentWithdrawn`. */
  readonly stops: readonly ConsentWithdrawn[]
}

/**
 * A person takes their consent back. It counts for the very next message (the view person_reach is read as each one goes), and
 * what each module must stop is stopped in the same transaction. Refuses one that was taken back already.
 */
export const withdrawConsent = command('consent.withdraw', async (work, { id, how, why, stops }: Withdraw) => {
  const { tx, allianceId, at } = work
  const consent = await tx
    .updateTable('consent')
    .set({ withdrawn_at: at, withdrawn_how: how, withdrawn_why: why })
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning(['person_id', 'purpose', 'partner_id'])
    .executeTakeFirst()
  if (!consent) return refuse('moved-on')
  const { reference } = await tx
    .selectFrom('person')
    .select('reference')
    .where('alliance_id', '=', allianceId)
    .where('id', '=', consent.person_id)
    .executeTakeFirstOrThrow()
  const purpose = consent.purpose as Purpose
  const stopped: Happened[] = []
  for (const stop of stops)
    stopped.push(...(await stop(work, { person: consent.person_id, purpose, partner: consent.partner_id })))
  const happened = { about: { type: 'consent', id }, person: consent.person_id, detail: { purpose, how } }
  return done({ reference }, happened, ...stopped)
})
