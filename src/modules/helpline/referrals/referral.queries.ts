import type { Tx } from '#platform/db'
import { prepared } from '#platform/prepared'

const all = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('referral as f')
    .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'f.partner_id').onRef('a.alliance_id', '=', 'f.alliance_id'))
    .innerJoin('request as r', (join) => join.onRef('r.id', '=', 'f.request_id').onRef('r.alliance_id', '=', 'f.alliance_id'))
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'f.person_id').onRef('p.alliance_id', '=', 'f.alliance_id'))
    .selectAll('f')
    .select(['a.name as partner', 'r.reference as request', 'p.reference as person', 'p.name'])
    .where('f.alliance_id', '=', allianceId)

/** One referral, by its reference. */
export const readReferral = (tx: Tx, allianceId: string, reference: string) =>
  all(tx, allianceId).where('f.reference', '=', reference.toUpperCase()).executeTakeFirst()

export type ReferralRecord = NonNullable<Awaited<ReturnType<typeof readReferral>>>

/** What was sent to partners about a request or a person, newest first. */
export const referralsOf = (tx: Tx, allianceId: string, on: 'request_id' | 'person_id', id: string) =>
  all(tx, allianceId).where(`f.${on}`, '=', id).orderBy('f.id', 'desc').limit(20).execute()

/** The partners somebody can be sent to. */
export const partnersNow = prepared((tx, allianceId: string) =>
  tx
    .selectFrom('partner')
    .select(['id as value', 'name as label'])
    .where('alliance_id', '=', allianceId)
    .where('left_on', 'is', null)
    .orderBy('name')
    .limit(300),
)

/** What partners sent to us about a person, newest first. */
export const referredIn = (tx: Tx, allianceId: string, personId: string) =>
  tx
    .selectFrom('request as r')
    .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'r.partner_id').onRef('a.alliance_id', '=', 'r.alliance_id'))
    .select(['r.reference', 'r.status', 'r.outcome', 'r.opened_on', 'a.name as partner'])
    .where('r.alliance_id', '=', allianceId)
    .where('r.person_id', '=', personId)
    .where('r.source', '=', 'partner')
    .orderBy('r.id', 'desc')
    .limit(20)
    .execute()

export type ReferredIn = Awaited<ReturnType<typeof referredIn>>[number]
