import { command } from '#platform/command'
import { done, refuse } from '#platform/outcome'
import { formatDate } from '#ui/format'
import { latestDue } from './loan'
import { loanMoves } from './loan.moves'
import { aboutLoan, holdLoan, type KnownLoan } from './move-loan'

/** Gives a borrower more time. Refuses `moved-on`, `due-too-soon`, `due-too-late` (on the field `dueOn`). */
export const extendLoan = command('loan.extend', async (work, input: { reference: string; dueOn: string }) => {
  const { from, to } = loanMoves.extend
  const held = await holdLoan(work, input.reference, loanMoves.extend)
  if (!held.ok) return held
  const latest = latestDue(work.today, held.loan.months)
  if (input.dueOn <= work.today || input.dueOn <= String(held.loan.due_on))
    return refuse('due-too-soon', `Enter a day after ${formatDate(String(held.loan.due_on))}, and after today`, 'dueOn')
  if (input.dueOn > latest) return refuse('due-too-late', `Enter ${formatDate(latest)} or an earlier day`, 'dueOn')
  const moved = await work.tx
    .updateTable('loan')
    .set({ status: to, due_on: input.dueOn })
    .where('alliance_id', '=', work.allianceId)
    .where('id', '=', held.loan.id)
    .where('status', 'in', from)
    .returning(['id', 'reference'])
    .executeTakeFirst()
  if (!moved) return refuse('moved-on')
  return done<KnownLoan>(moved, aboutLoan(held.loan, held.device, { dueOn: input.dueOn, before: held.loan.due_on }))
})
