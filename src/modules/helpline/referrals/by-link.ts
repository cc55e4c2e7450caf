import { type Reach, readReach } from '#modules/reach'
import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { done, type Refusal, refuse } from '#platform/outcome'
import { takeAnswer } from './answer-referral'
import { linkHash } from './link-token'
import { referralHappened } from './move-referral'
import type { AnswerInput, Shared } from './referral'
import { isOpenReferral } from './referral.moves'

const GONE = 410
const NO_LINK: Refusal = { ...refuse('not-found'), says: 'This address does not open anything' }
const gone = (code: string, says: string): Refusal => ({ ...refuse(code, says), status: GONE })

const byToken = (tx: Tx, allianceId: string, token: string) =>
  tx
    .selectFrom('referral_link as l')
    .innerJoin('referral as f', (join) => join.onRef('f.id', '=', 'l.referral_id').onRef('f.alliance_id', '=', 'l.alliance_id'))
    .innerJoin('request as r', (join) => join.onRef('r.id', '=', 'f.request_id').onRef('r.alliance_id', '=', 'f.alliance_id'))
    .innerJoin('partner as a', (join) => join.onRef('a.id', '=', 'f.partner_id').onRef('a.alliance_id', '=', 'f.alliance_id'))
    .innerJoin('person as p', (join) => join.onRef('p.id', '=', 'f.person_id').onRef('p.alliance_id', '=', 'f.alliance_id'))
    .selectAll('f')
    .select(['l.ends_at', 'l.revoked_at', 'a.name as partner', 'a.left_on', 'r.needs', 'r.words as asked'])
    .select(['p.name', 'p.support_needs', 'p.access_needs'])
    .where('l.alliance_id', '=', allianceId)
    .where('l.token_hash', '=', linkHash(token))
    .executeTakeFirst()

type Linked = NonNullable<Awaited<ReturnType<typeof byToken>>>

/** Why a link that we gave out opens nothing now. */
const shutBecause = (linked: Linked, at: Date): Refusal | null => {
  if (!isOpenReferral(linked.status)) return gone('over', 'This is over, so there is nothing more to see here')
  if (linked.revoked_at || linked.left_on) return gone('revoked', 'We have closed this address')
  return linked.ends_at <= at ? gone('expired', 'This address has run out') : null
}

const openedBy = async ({ tx, allianceId, at }: Work, token: string): Promise<Linked | Refusal> => {
  const linked = await byToken(tx, allianceId, token)
  if (!linked) return NO_LINK
  return shutBecause(linked, at) ?? linked
}

const isRefusal = (found: Linked | Refusal): found is Refusal => 'ok' in found

/** What the partner may see: only what the person agreed to. */
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

const phonesOf = (reach: Reach | undefined): string[] =>
  reach && !reach.do_not_call ? reach.phones.flatMap(({ number, works }) => (works ? number : [])) : []

const reached = (shares: (what: Shared) => boolean, reach: Reach | undefined) => ({
  phones: shares('phone') ? phonesOf(reach) : [],
  windows: shares('phone') ? (reach?.safe_windows ?? []) : [],
  address: shares('address') ? (reach?.postal ?? []) : [],
  language: shares('language') ? (reach?.language ?? null) : null,
  interpreter: shares('language') && Boolean(reach?.interpreter),
})

const seen = (linked: Linked, reach: Reach | undefined): SeenByPartner => {
  const shares = (what: Shared): boolean => linked.shared.includes(what)
  return {
    ...{ reference: linked.reference, status: linked.status, partner: linked.partner, replyBy: linked.reply_by },
    ...{ name: reach?.say_name || linked.name, note: linked.words },
    ...reached(shares, reach),
    support: shares('support') ? [linked.support_needs, ...linked.access_needs].filter(Boolean) : [],
    needs: shares('needs') ? linked.needs : [],
    words: shares('words') ? linked.asked : '',
  }
}

/** The partner opens its link. Refuses one that is forged (404), revoked, run out or over (410). Every use is journaled. */
export const openReferral = command('public.referral', async (work, { token }: { token: string }) => {
  const linked = await openedBy(work, token)
  if (isRefusal(linked)) return linked
  const reach = await readReach(work.tx, work.allianceId, linked.person_id)
  return done(seen(linked, reach), referralHappened(linked, { did: 'open', partner: linked.partner }))
})

/** The partner answers by its link. Refuses as opening does, and `moved-on` when it was answered already. */
export const answerByLink = command('public.referral', async (work, { token, ...input }: AnswerInput & { token: string }) => {
  const linked = await openedBy(work, token)
  if (isRefusal(linked)) return linked
  return takeAnswer(work, linked.id, input, 'link')
})

/** Somebody tried an address that opens nothing: the journal keeps that they did, and of which referral where it was one. */
export const turnedAway = command(
  'public.referral',
  async ({ tx, allianceId }, { token, why }: { token: string; why: string }) => {
    const linked = await byToken(tx, allianceId, token)
    if (linked) return done(null, referralHappened(linked, { did: 'turned-away', why, partner: linked.partner }))
    return done(null, { about: { type: 'alliance', id: allianceId }, detail: { did: 'turned-away', why } })
  },
)
