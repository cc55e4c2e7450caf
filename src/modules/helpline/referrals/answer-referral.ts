import { addDays } from '#platform/clock'
import { command, type Work } from '#platform/command'
import { done, type Outcome, refuse } from '#platform/outcome'
import { OUTCOMES, type OutcomeOfRequest } from '../requests/request'
import { backToDesk } from './back-to-desk'
import { type MovedReferral, moveReferral, referralHappened } from './move-referral'
import { type Answer, type AnswerInput, DECLINE_REASONS } from './referral'
import { partnerOf, revokeLinks } from './tell-partner'

const ASK_AGAIN_DAYS = 28

/** What each answer writes beside the status. */
const columnsOf = ({ at, today }: Work, { answer, reason, outcome, words }: AnswerInput) => ({
  answered_at: at,
  ...(words && { partner_words: words }),
  ...(answer === 'decline' && { decline_reason: reason, ended_on: today }),
  ...(answer === 'finish' && { outcome, ended_on: today }),
})

/** What the desk does next, by the answer. */
const nextBy: Readonly<
  Record<Answer, (partner: string, input: AnswerInput, today: string) => { news: string; nextAction: string; on?: string }>
> = {
  accept: (partner, _input, today) => ({
    ...{ news: `${partner} said yes`, nextAction: `Ask how it goes with ${partner}`, on: addDays(today, ASK_AGAIN_DAYS) },
  }),
  askMore: (partner) => ({ news: `${partner} asks us for more`, nextAction: `Tell ${partner} what they ask` }),
  decline: (partner, { reason }) => ({
    ...{ news: `${partner} said no` },
    nextAction: `${partner} said no (${DECLINE_REASONS[reason ?? 'other'].toLowerCase()}). Find another way`,
  }),
  finish: (partner, { outcome }) => ({
    ...{ news: `${partner} has finished` },
    nextAction: `Ask how it went, and close. ${partner} says: ${OUTCOMES[outcome as OutcomeOfRequest].toLowerCase()}`,
  }),
}

/** Does what the partner answered, by whichever way it came. Refuses `moved-on` when the referral is past that. */
export const takeAnswer = async (work: Work, id: string, input: AnswerInput, by: string): Promise<Outcome<MovedReferral>> => {
  const moved = await moveReferral(work, id, input.answer, columnsOf(work, input))
  if (!moved.ok) return moved
  const partner = await partnerOf(work, moved.value.partner_id)
  const name = partner?.name ?? ''
  await backToDesk(work, moved.value, nextBy[input.answer](name, input, work.today))
  if (input.answer === 'decline' || input.answer === 'finish') await revokeLinks(work, id)
  const { answer, reason, outcome } = input
  return done(moved.value, referralHappened(moved.value, { did: answer, reason, outcome, partner: name, by }))
}

const idOf = async ({ tx, allianceId }: Work, reference: string): Promise<string | undefined> => {
  const query = tx.selectFrom('referral').select('id').where('alliance_id', '=', allianceId)
  return (await query.where('reference', '=', reference.toUpperCase()).executeTakeFirst())?.id
}

/** What the partner answered by phone or letter, written down by the desk. Refuses `not-found`, `moved-on`. */
export const answerReferral = command(
  'referral.answer',
  async (work, { reference, ...input }: AnswerInput & { reference: string }) => {
    const id = await idOf(work, reference)
    return id ? takeAnswer(work, id, input, 'desk') : refuse('not-found')
  },
)
