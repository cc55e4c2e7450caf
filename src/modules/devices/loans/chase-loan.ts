import { askForCallBack } from '#modules/callbacks'
import { notify, tellStaff } from '#modules/notifications'
import { readReach } from '#modules/reach'
import { addDays, londonInstant, today } from '#platform/clock'
import { type Ctx, command, type Work } from '#platform/command'
import { eachInTurn } from '#platform/each'
import { done } from '#platform/outcome'
import { reading } from '#platform/reading'
import { daysBetween, formatDate } from '#ui/format'
import type { Terms } from '../rules/rule'
import { termsReader } from '../rules/rule.queries'
import { kindWord } from '../stock/device'
import { loanMoves } from './loan.moves'
import { type HeldLoan, holdLoan, termsOf } from './move-loan'
import { loanDueSoon, loanDueToday, loanOverdue } from './templates'

/** What is due about a loan on a day: a reminder, a call, or nothing. A reminder of each kind comes once for each due date. */
export type Step = 'soon' | 'today' | 'late' | 'later' | `call-${number}`

/** Days late at which a second, and then a third, kind word is sent; and how often someone rings after that. */
const LATE = 3
const LATER = 10
const RING_EVERY = 30

/** The one step that is due: each day asks anew, and what was done for it is not done again. */
export const stepOf = (dueOn: string, now: string, terms: Pick<Terms, 'remindDays' | 'callAfterDays'>): Step | null => {
  const left = daysBetween(now, dueOn)
  if (left > terms.remindDays) return null
  if (left >= 0) return left === 0 ? 'today' : 'soon'
  if (-left >= terms.callAfterDays) return `call-${Math.floor((-left - terms.callAfterDays) / RING_EVERY)}`
  if (-left >= LATER) return 'later'
  return -left >= LATE ? 'late' : null
}

const ring = async (work: Work, { loan, device }: HeldLoan, person: string, step: Step): Promise<void> => {
  const [what, due] = [kindWord(device.kind), String(loan.due_on)]
  await askForCallBack(work, {
    ...{ person, about: { type: 'loan', id: loan.id }, cause: `loan-${step}:${loan.id}:${due}` },
    why: `${loan.reference}: the ${what} was due back on ${formatDate(due)}. Is all well?`,
    script: `Nobody is charged. Do they need it longer, help to bring it back, or is it lost or broken? All are fine to say.`,
  })
}

/** Until the end of the day after, a reminder is of use; after that the next one says more. */
const dayAfter = (day: string): Date => londonInstant(addDays(day, 1), '20:00')

const remind = async (work: Work, { loan, device }: HeldLoan, person: string, step: Step): Promise<void> => {
  const [what, due] = [kindWord(device.kind), String(loan.due_on)]
  const told = { to: person, about: { type: 'loan', id: loan.id } }
  const facts = { device: what, due: formatDate(due) }
  const cause = `:${loan.id}:${due}`
  if (step === 'soon')
    await notify(work, {
      ...told,
      template: loanDueSoon,
      personalisation: facts,
      notAfter: dayAfter(due),
      cause: `loan-due-soon${cause}`,
    })
  else if (step === 'today')
    await notify(work, {
      ...told,
      template: loanDueToday,
      personalisation: { device: what },
      notAfter: dayAfter(due),
      cause: `loan-due-today${cause}`,
    })
  else await notify(work, { ...told, template: loanOverdue, personalisation: facts, cause: `loan-overdue-${step}${cause}` })
}

const chasePerson = async (work: Work, held: HeldLoan, person: string, step: Step): Promise<void> => {
  const reach = await readReach(work.tx, work.allianceId, person)
  if (reach?.gone) return tellLibrary(work, held, 'gone')
  const apart = !reach || reach.restricted || reach.safe_plan
  // Someone protected is never chased by message: one call, by their plan, once it is late
  if (apart) return step === 'soon' || step === 'today' ? undefined : ring(work, held, person, step === 'later' ? 'late' : step)
  return step.startsWith('call-') ? ring(work, held, person, step) : remind(work, held, person, step)
}

const tellLibrary = async (work: Work, { loan, device }: HeldLoan, step: Step | 'gone'): Promise<void> => {
  const due = String(loan.due_on)
  await tellStaff(work, {
    ...{ to: { role: 'librarian' }, about: { type: 'loan', id: loan.id }, path: `/loans/${loan.reference}` },
    words: `${device.reference} (${loan.reference}) is due back on ${formatDate(due)}${step === 'gone' ? '. Please do not write to its borrower: ask a colleague first' : ''}`,
    cause: `loan-${step}:${loan.id}:${due}`,
  })
}

/** Reminds one borrower, kindly and once for each step. Nothing happens when it came back meanwhile or the step is not due. */
export const chaseLoan = command('loan.chase', async (work, { reference }: { reference: string }) => {
  const held = await holdLoan(work, reference, loanMoves.extend)
  if (!held.ok) return done(null)
  const { loan } = held
  const step = stepOf(String(loan.due_on), work.today, await termsOf(work, held))
  if (!step) return done(null)
  if (loan.person_id) await chasePerson(work, held, loan.person_id, step)
  else await tellLibrary(work, held, step)
  return done(step)
})

interface Due {
  readonly reference: string
  readonly due_on: string | null
  readonly kind: string
  readonly purpose: string | null
  readonly place: string | null
}

const readDue = async (ctx: Ctx): Promise<readonly Due[]> => {
  const read = await reading(ctx, 'loan.chase', async (tx) => {
    const terms = await termsReader(tx, ctx.allianceId)
    const rows = await tx
      .selectFrom('loan')
      .innerJoin('device', (join) =>
        join.onRef('device.id', '=', 'loan.device_id').onRef('device.alliance_id', '=', 'loan.alliance_id'),
      )
      .select(['loan.reference', 'loan.due_on', 'device.kind', 'loan.purpose'])
      .select((row) => row.fn.coalesce('loan.collect_place_id', 'device.place_id').as('place'))
      .where('loan.alliance_id', '=', ctx.allianceId)
      .where('loan.status', '=', 'on_loan')
      .where('loan.trouble', 'is', null)
      .where('loan.due_on', '<=', addDays(today(ctx.clock), 60))
      .orderBy('loan.due_on')
      .execute()
    return rows.filter((row) => stepOf(String(row.due_on), today(ctx.clock), terms(row)) !== null)
  })
  return read.ok ? read.value : []
}

/** Each morning: every loan for which something is due, whatever happens with another. Run twice, nobody hears twice. */
export const chaseLoans = async (ctx: Ctx): Promise<void> => {
  await eachInTurn(await readDue(ctx), ({ reference }) => chaseLoan(ctx, { reference }))
}
