import { command, type Work } from '#platform/command'
import type { Tx } from '#platform/db'
import { done, type Refusal, refuse } from '#platform/outcome'
import { takeAnswer } from './answer-referral'
import { linkHash } from './link-token'
import { referralHappened } from './move-referral'
import type { AnswerInput } from './referral'
import { isOpenReferral } from './referral.moves'
import { NOT_AGREED, seenByPartner, sentOut } from './seen-by-partner'
import { overFor } from './stopped-because'

const GONE = 410
const NO_LINK: Refusal = { ...refuse('not-found'), says: 'This address does not open anything' }
const gone = (code: string, says: string): Refusal => ({ ...refuse(code, says), status: GONE })

const byToken = (tx: Tx, allianceId: string, token: string) =>
  sentOut(tx, allianceId)
    .innerJoin('referral_link as l', (join) =>
      join.onRef('l.referral_id', '=', 'f.id').onRef('l.alliance_id', '=', 'f.alliance_id'),
    )
    .select(['l.ends_at', 'l.revoked_at'])
    .where('l.token_hash', '=', linkHash(token))
    .executeTakeFirst()

type Linked = NonNullable<Awaited<ReturnType<typeof byToken>>>

/** Why a link that we gave out opens nothing now. */
const shutBecause = (linked: Linked, at: Date): Refusal | null => {
  if (!isOpenReferral(linked.status)) return overFor(linked)
  if (linked.revoked_at || linked.left_on) return gone('revoked', 'We have closed this address')
  if (!linked.agreed) return gone('not-agreed', NOT_AGREED)
  return linked.ends_at <= at ? gone('expired', 'This address has run out') : null
}

const openedBy = async ({ tx, allianceId, at }: Work, token: string): Promise<Linked | Refusal> => {
  const linked = await byToken(tx, allianceId, token)
  if (!linked) return NO_LINK
  return shutBecause(linked, at) ?? linked
}

const isRefusal = (found: Linked | Refusal): found is Refusal => 'ok' in found

/** The partner opens its link. Refuses one that is forged (404), revoked, run out or over (410). Every use is journaled. */
export const openReferral = command('public.referral', async (work, { token }: { token: string }) => {
  const linked = await openedBy(work, token)
  if (isRefusal(linked)) return linked
  return done(
    await seenByPartner(work.tx, work.allianceId, linked),
    referralHappened(linked, { did: 'open', partner: linked.partner }),
  )
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
