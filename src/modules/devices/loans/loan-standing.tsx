import { Standing } from '../stock/standing'
import { isDueThisWeek, isOverdue, LOAN_STATUSES, type LoanStatus } from './loan'

/** How a loan stands today, as a tag. */
export const LoanStanding = ({ loan, today }: { loan: { status: string; due_on: string | null }; today: string }) => {
  const [late, soon] = [isOverdue(loan, today), isDueThisWeek(loan, today)]
  if (late || soon) return <Standing status={loan.status} late={late} soon={soon} />
  const tone = ['promised', 'on_loan'].includes(loan.status) ? '' : ' govuk-tag--grey'
  return <strong class={`govuk-tag${tone}`}>{LOAN_STATUSES[loan.status as LoanStatus]}</strong>
}
