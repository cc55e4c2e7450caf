import type { Tx } from '#platform/db'
import type { Purpose } from './consent'

/** All a person ever agreed to, newest first. */
export const consentsOf = (tx: Tx, allianceId: string, personId: string) =>
  tx
    .selectFrom('consent as c')
    .leftJoin('partner as p', (join) => join.onRef('p.id', '=', 'c.partner_id').onRef('p.alliance_id', '=', 'c.alliance_id'))
    .leftJoin('account as a', (join) => join.onRef('a.id', '=', 'c.account_id').onRef('a.alliance_id', '=', 'c.alliance_id'))
    .selectAll('c')
    .select(['p.name as partner', 'a.name as told'])
    .where('c.alliance_id', '=', allianceId)
    .where('c.person_id', '=', personId)
    .orderBy('c.given_on', 'desc')
    .orderBy('c.id', 'desc')
    .execute()

export type ConsentRecord = Awaited<ReturnType<typeof consentsOf>>[number]

/** Whether a consent counts on a day. */
export const counts = (consent: Pick<ConsentRecord, 'withdrawn_at' | 'ends_on'>, today: string): boolean =>
  consent.withdrawn_at === null && (consent.ends_on === null || consent.ends_on >= today)

export interface ConsentAsked {
  readonly personId: string
  readonly purpose: Purpose
  /** The partner, for `share`. */
  readonly partnerId?: string
  readonly today: string
}

/** What a person agrees to now for a purpose: 'given', 'none' (never asked) or 'taken-back' (withdrawn or ended, and not given again). */
export const consentNow = async (
  tx: Tx,
  allianceId: string,
  { personId, purpose, partnerId, today }: ConsentAsked,
): Promise<'given' | 'none' | 'taken-back'> => {
  const rows = await tx
    .selectFrom('consent')
    .select(['withdrawn_at', 'ends_on'])
    .where('alliance_id', '=', allianceId)
    .where('person_id', '=', personId)
    .where('purpose', '=', purpose)
    .$if(partnerId !== undefined, (query) => query.where('partner_id', '=', String(partnerId)))
    .execute()
  if (rows.some((row) => counts(row, today))) return 'given'
  return rows.length > 0 ? 'taken-back' : 'none'
}
