import { notify } from '#modules/notifications'
import { addDays } from '#platform/clock'
import { type Ctx, command } from '#platform/command'
import type { Answer } from '#platform/module'
import { done, type Outcome, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { kindWord } from '../stock/device'
import { setDue, tellExtended, whyNotLonger } from './extend-loan'
import { latestDueOf } from './latest-due'
import { loanMoves } from './loan.moves'
import { aboutLoan, holdLoan, type KnownLoan } from './move-loan'
import { loanNotExtended } from './templates'

/** Tells the borrower that the day stays as it is, and why. */
const tellNo = command('loan.extend', async (work, { id, why }: { id: string; why: string }) => {
  const held = await holdLoan(work, { id }, loanMoves.extend)
  if (!held.ok) return held
  const { loan, device } = held
  if (!loan.person_id) return refuse('not-found')
  const due = String(loan.due_on)
  const facts = { device: kindWord(device.kind), due: formatDate(due), why }
  const about = { type: 'loan', id }
  await notify(work, {
    to: loan.person_id,
    about,
    template: loanNotExtended,
    personalisation: facts,
    cause: `loan-not-extended:${id}:${due}`,
  })
  return done(null, aboutLoan(loan, device, { refused: why }))
})

/** Said to the borrower: they have no form before them in which to choose another day. */
const asLongAsWeCan = refuse('long-enough', 'You have had it as long as we can lend it.', 'dueOn')

const renewed = command(
  'loan.extend',
  async (work, { id }: { id: string }): Promise<Outcome<KnownLoan>> => {
    const held = await holdLoan(work, { id }, loanMoves.extend)
    if (!held.ok) return held
    const { byRule, terms } = await latestDueOf(work, held)
    // An answer that comes twice, or to an old message: they have more time already
    if (String(held.loan.due_on) > addDays(work.today, terms.remindDays)) return done({ id, reference: held.loan.reference })
    const no = byRule <= String(held.loan.due_on) || byRule <= work.today ? asLongAsWeCan : await whyNotLonger(work, held, byRule)
    if (no) return no
    const moved = await setDue(work, held.loan, byRule, 'reply')
    if (!moved) return refuse('moved-on')
    await tellExtended(work, held.loan, held.device.kind, byRule)
    return done<KnownLoan>(moved, aboutLoan(held.loan, held.device, { dueOn: byRule, before: held.loan.due_on, how: 'reply' }))
  },
  { device_claimed_once: refuse('booked-after', 'Someone else has booked it for after that.', 'dueOn') },
)

/** A borrower answered that they need it longer: it is given, or they are told why not. */
export const renewByReply: Answer = async (ctx: Ctx, { about }) => {
  const outcome = await renewed(ctx, { id: about.id })
  if (outcome.ok || !outcome.field) return outcome
  return tellNo(ctx, { id: about.id, why: outcome.says })
}
