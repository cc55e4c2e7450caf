import { z } from 'zod'
import { today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Page, Reply, Route } from '#platform/http/ask'
import { button, form, refused } from '#platform/http/routes'
import { mayMove } from '#platform/moves'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { bringBackLoan } from './bring-back-loan'
import { collectPage } from './collect.page'
import { collectLoan } from './collect-loan'
import { extendPage } from './extend.page'
import { extendLoan } from './extend-loan'
import { holdEndedPage } from './hold'
import { holdAgain } from './hold-again'
import { latestDueOf } from './latest-due'
import { collectForm, extendForm, returnForm } from './loan'
import { loanMoves } from './loan.moves'
import { type LoanRecord, readLoan } from './loan.queries'
import { cancelLoan, loseLoan, troubleForm } from './lose-loan'
import { returnPage } from './return.page'
import { troublePage } from './trouble.page'

export const wantedLoan = (ask: Ask): string => ask.params.loan ?? ''
export const toLoan = (_ask: Ask, loan: { reference: string }): string => `/loans/${loan.reference}`

/** The loan of an address, and the latest it can be due back if that were decided today. */
const loanOf = (ask: Ask) =>
  reading(ask.ctx, 'loan.read', async (tx) => {
    const { allianceId, clock } = ask.ctx
    const loan = await readLoan(tx, allianceId, wantedLoan(ask))
    if (!loan) return undefined
    const { latest } = await latestDueOf({ tx, allianceId, today: today(clock) }, { loan })
    return { loan, latest: latest ?? today(clock) }
  })

const fromLoan = (values: (ask: Ask, loan: LoanRecord, latest: string) => Record<string, string>) => async (ask: Ask) => {
  const read = await loanOf(ask)
  return read.ok ? values(ask, read.value.loan, read.value.latest) : read
}

type Draw = (ask: Ask, attempt: Attempt, loan: LoanRecord, latest: string) => Page

/** A form's page drawn from its loan and what was typed, while the loan can still make the move. */
const formOf =
  (move: keyof typeof loanMoves, draw: Draw) =>
  async (ask: Ask, attempt: Attempt): Promise<Reply> => {
    const read = await loanOf(ask)
    if (!read.ok) return refused(read)
    const { loan, latest } = read.value
    if (mayMove(loanMoves[move], loan.status)) return draw(ask, attempt, loan, latest)
    return move === 'collect' && loan.lapsed_at ? holdEndedPage(ask, loan) : refused(refuse('moved-on'))
  }

/** A promise for fixed days, such as a booking's, says when it is due back; else as late as the rules allow. */
const suggested = (loan: LoanRecord, latest: string): string =>
  loan.booking_id && loan.planned_until && loan.planned_until < latest ? loan.planned_until : latest

const forms: readonly Route[] = [
  ...form({
    path: '/loans/:loan/collect',
    action: 'loan.collect',
    schema: collectForm,
    fill: fromLoan((_ask, loan, latest) => ({
      kitOut: loan.kit,
      conditionOut: loan.condition === 'broken' ? '' : loan.condition,
      dueOn: suggested(loan, latest),
      signedName: loan.person ? loan.borrower : '',
    })),
    show: formOf('collect', collectPage),
    act: (ask, input) => collectLoan(ask.ctx, { ...input, reference: wantedLoan(ask) }),
    next: toLoan,
  }),
  ...form({
    path: '/loans/:loan/extend',
    action: 'loan.extend',
    schema: extendForm,
    fill: fromLoan((_ask, _loan, latest) => ({ dueOn: latest, how: 'phone' })),
    show: formOf('extend', (_ask, attempt, loan, latest) => extendPage(attempt, loan, latest)),
    act: (ask, input) => extendLoan(ask.ctx, { ...input, reference: wantedLoan(ask) }),
    next: toLoan,
  }),
  ...form({
    path: '/loans/:loan/return',
    action: 'loan.bring-back',
    schema: returnForm,
    fill: fromLoan((ask) => ({ returnedOn: today(ask.ctx.clock) })),
    show: formOf('bringBack', (_ask, attempt, loan) => returnPage(attempt, loan)),
    act: (ask, input) => bringBackLoan(ask.ctx, { ...input, reference: wantedLoan(ask) }),
    next: (_ask, loan) => `/loans/${loan.reference}/thanks`,
  }),
  ...form({
    path: '/loans/:loan/lose',
    action: 'loan.lose',
    schema: troubleForm,
    fill: fromLoan(() => ({})),
    show: formOf('lose', (_ask, attempt, loan) => troublePage(attempt, loan)),
    act: (ask, input) => loseLoan(ask.ctx, { ...input, reference: wantedLoan(ask) }),
    next: toLoan,
  }),
]

/** The steps of a loan: a form each, or a button on its page. */
export const loanSteps: readonly Route[] = [
  ...forms,
  ...(
    [
      ['hold-again', 'loan.hold-again', holdAgain],
      ['cancel', 'loan.cancel', cancelLoan],
    ] as const
  ).map(([path, action, act]) =>
    button({
      path: `/loans/:loan/${path}`,
      action,
      schema: z.object({}),
      act: (ask) => act(ask.ctx, { reference: wantedLoan(ask) }),
      next: toLoan,
    }),
  ),
]
