import { command, type Work } from '#platform/command'
import { done, type Refusal, refuse } from '#platform/outcome'
import { takeAnswer } from './answer-referral'
import { referralHappened } from './move-referral'
import type { AnswerInput } from './referral'
import { isOpenReferral } from './referral.moves'
import { NOT_AGREED, type SentOut, seenByPartner, sentOut } from './seen-by-partner'
import { overFor } from './stopped-because'

const gone = (code: string, says: string): Refusal => ({ ...refuse(code, says), status: 410 })

/** The referral, if it was sent to the partner this account speaks for, which is still in the alliance. */
const sentToUs = async ({ tx, allianceId, actor }: Work, reference: string): Promise<SentOut | Refusal> => {
  if (!actor.partnerId) return refuse('not-found')
  const sent = await sentOut(tx, allianceId)
    .where('f.reference', '=', reference.toUpperCase())
    .where('f.partner_id', '=', actor.partnerId)
    .where('a.left_on', 'is', null)
    .executeTakeFirst()
  if (!sent) return refuse('not-found')
  if (!isOpenReferral(sent.status)) return overFor(sent)
  return sent.agreed ? sent : gone('not-agreed', NOT_AGREED)
}

const isRefusal = (found: SentOut | Refusal): found is Refusal => 'ok' in found

/** A partner’s own account opens what we sent to it. Refuses what was sent to others, and `over`. Every use is journaled. */
export const openAsPartner = command('partner.asked', async (work, { reference }: { reference: string }) => {
  const sent = await sentToUs(work, reference)
  if (isRefusal(sent)) return sent
  const seen = await seenByPartner(work.tx, work.allianceId, sent)
  return done(seen, referralHappened(sent, { did: 'open', partner: sent.partner }))
})

/** A partner’s own account answers. Refuses as opening does, and `moved-on` when it was answered already. */
export const answerAsPartner = command(
  'partner.answer',
  async (work, { reference, ...input }: AnswerInput & { reference: string }) => {
    const sent = await sentToUs(work, reference)
    return isRefusal(sent) ? sent : takeAnswer(work, sent.id, input, 'account')
  },
)
