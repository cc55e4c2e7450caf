import { ACCESS_NEEDS, type AccessNeed } from '#modules/people'
import { canCall, type Reach, readReach } from '#modules/reach'
import type { Tx } from '#platform/db'
import { agreedNow } from './agreed-now'
import type { Shared } from './referral'

/** What a partner may see: only what the person agreed to. */
export interface SeenByPartner {
  readonly reference: string
  readonly status: string
  readonly partner: string
  readonly replyBy: string | null
  readonly name: string
  readonly phones: readonly string[]
  /** We go through someone they trust, whose number is not ours to give. */
  readonly askUs: boolean
  readonly windows: Reach['safe_windows']
  /** What must never be done with the phone, and what to call us: their safe contact plan, as it binds us. */
  readonly neverVoicemail: boolean
  readonly neverText: boolean
  readonly ourName: string
  readonly address: readonly string[]
  readonly language: string | null
  readonly interpreter: boolean
  readonly support: readonly string[]
  readonly needs: readonly string[]
  readonly words: string
  readonly note: string
}

/** Said to a partner once the person does not agree any more, or no longer than until a day that is past. */
export const NOT_AGREED = 'They do not share this with you any more, so there is nothing to see here'

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
    .select(agreedNow('f').as('agreed'))
    .where('f.alliance_id', '=', allianceId)

export type SentOut = NonNullable<Awaited<ReturnType<ReturnType<typeof sentOut>['executeTakeFirst']>>>

const phonesOf = (reach: Reach | undefined): string[] =>
  reach && !reach.gone && canCall(reach) ? reach.phones.flatMap(({ number, works }) => (works ? number : [])) : []

const accessNeed = (code: string): string => ACCESS_NEEDS[code as AccessNeed] ?? code

const byPhone = (shared: boolean, reach: Reach | undefined) => ({
  phones: shared ? phonesOf(reach) : [],
  askUs: shared && reach?.gone === false && !canCall(reach) && reach.ways.includes('through_someone'),
  windows: shared && reach && canCall(reach) ? reach.safe_windows : [],
  neverVoicemail: shared && reach?.voicemail_ok === false,
  neverText: shared && Boolean(reach?.never_text),
  ourName: shared ? (reach?.our_name ?? '') : '',
})

const reached = (shares: (what: Shared) => boolean, reach: Reach | undefined) => ({
  ...byPhone(shares('phone'), reach),
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
    support: shares('support') ? [sent.support_needs, ...sent.access_needs.map(accessNeed)].filter(Boolean) : [],
    needs: shares('needs') ? sent.needs : [],
    words: shares('words') ? sent.asked : '',
  }
}
