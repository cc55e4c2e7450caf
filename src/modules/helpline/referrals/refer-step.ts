import type { CallStep } from '#platform/module'
import { done, refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { USUALLY_SHARED } from './referral'
import { partnersNow } from './referral.queries'
import { sendReferral } from './send-referral'
import { partnerOf, ringWords } from './tell-partner'

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/i.test(text)

/** Passing someone to a partner during the call: the link goes with the call. Until they agree, it is only written down. */
export const referStep: CallStep = {
  step: 'refer',
  action: 'referral.send',
  offers: async ({ ctx }) => {
    const read = await reading(ctx, 'partner.list', (tx) => partnersNow(tx, ctx.allianceId))
    return { label: 'Which partner they agreed to share their name, number and needs with', options: read.ok ? read.value : [] }
  },
  take: async (work, { choice, on, words, request, site, onBehalf }) => {
    const partner = isId(choice) ? await partnerOf(work, choice) : undefined
    if (!partner || partner.left_on) return refuse('no-partner', 'Choose a partner of the alliance')
    if (!request || !site) {
      const nextAction = [`Pass to ${partner.name}`, words].filter(Boolean).join(': ').slice(0, 200)
      return done({ nextAction, nextActionOn: on })
    }
    const asked = { requestId: request.id, partner: partner.id, shared: USUALLY_SHARED, words, site, onBehalf }
    const sent = await sendReferral.within(work, asked)
    if (!sent.ok) return sent
    const { written, replyBy } = sent.value
    const next = written
      ? { nextAction: `Hear from ${partner.name}`, nextActionOn: replyBy }
      : { nextAction: ringWords(partner, 'they have no email'), nextActionOn: work.today }
    return done(next, ...sent.happened)
  },
}
