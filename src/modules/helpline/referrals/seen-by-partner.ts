import { type Reach, readReach } from '#modules/reach'
import type { Tx } from '#platform/db'
import type { Shared } from './referral'

/** What a partner may see: only what the person agreed to. */
export interface SeenByPartner {
  readonly reference: string
  readonly status: string
  readonly partner: string
  readonly replyBy: string | null
  readonly name: string
  readonly phones: readonly string[]
  readonly windows: Reach['safe_windows']
  readonly address: readonly string[]
  readonly language: string | null
  readonly interpreter: boolean
  readonly support: readonly string[]
  readonly needs: readonly string[]
  readonly words: string
  readonly note: string
}

/** Referrals with all that might be shown of them, before what was agreed is looked at. */
export const sentOut = (tx: Tx, allianceId: string) =>
  tx
    .selectFrom('referral as f')
    .innerJoin('request as r', (join) => join.onRef('r.id', '=', 'f.request_id').onRef('r.alliance_id', '=', 'f.alliance_id'))
    .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'f.partner_id').onRef('a.alliance_id', '=', 'f.alliance_id'))
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'f.person_id').onRef('p.alliance_id', '=', 'f.alliance_id'))
    .selectAll('f')
    .select(['a.name as partner', 'a.left_on', 'r.needs', 'r.words as asked'])
    .select(['p.name', 'p.support_needs', 'p.access_needs'])
    .where('f.alliance_id', '=', allianceId)

export type SentOut = NonNullable<Awaited<ReturnType<ReturnType<typeof sentOut>['executeTakeFirst']>>>

const phonesOf = (reach: Reach | undefined): string[] =>
  reach && !reach.do_not_call ? reach.phones.flatMap(({ number, works }) => (works ? number : [])) : []

const reached = (shares: (what: Shared) => boolean, reach: Reach | undefined) => ({
  phones: shares('phone') ? phonesOf(reach) : [],
  windows: shares('phone') ? (reach?.safe_windows ?? []) : [],
  address: shares('address') ? (reach?.postal ?? []) : [],
  language: shares('language') ? (reach?.language ?? null) : null,
  interpreter: shares('language') && Boolean(reach?.interpreter),
})

/** One referral as its partner sees it. */
export const seenByPartner = async (tx: Tx, allianceId: string, sent: SentOut): Promise<SeenByPartner> => {
  const reach = await readReach(tx, allianceId, sent.person_id)
  const shares = (what: Shared): boolean => sent.shared.includes(what)
  return {
    ...{ reference: sent.reference, status: sent.status, partner: sent.partner, replyBy: sent.reply_by },
    ...{ name: reach?.say_name || sent.name, note: sent.words },
    ...reached(shares, reach),
    support: shares('support') ? [sent.support_needs, ...sent.access_needs].filter(Boolean) : [],
    needs: shares('needs') ? sent.needs : [],
    words: shares('words') ? sent.asked : '',
  }
}
