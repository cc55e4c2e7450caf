import { z } from 'zod'
import { findPeople, reachPart } from '#modules/people'
import { today } from '#platform/clock'
import type { Tx } from '#platform/db'
import type { Attempt } from '#platform/forms'
import type { Ask, Page, Reply, Route } from '#platform/http/ask'
import { button, form, page, refused } from '#platform/http/routes'
import { mayMove } from '#platform/moves'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readTimeline } from '#platform/timeline'
import { listRoute } from '#ui/layout'
import { deviceMoves } from '../stock/device.moves'
import { readDevice, readyDevices } from '../stock/device.queries'
import { agreementRoutes } from './agreement-routes'
import { bringBackLoan } from './bring-back-loan'
import { chooseBorrowerPage } from './choose-borrower.page'
import { collectPage } from './collect.page'
import { collectLoan } from './collect-loan'
import { extendPage } from './extend.page'
import { extendLoan } from './extend-loan'
import { lendPage } from './lend.page'
import { collectForm, extendForm, latestDue, promiseForm, returnForm } from './loan'
import { loanMoves } from './loan.moves'
import { loanPage } from './loan.page'
import {
  type Borrower,
  type LoanRecord,
  partnerChoices,
  partnerToLendTo,
  personToLendTo,
  readLoan,
  requesterToLendTo,
} from './loan.queries'
import { loanList } from './loan-list'
import { cancelLoan, loseLoan } from './lose-loan'
import { promiseLoan } from './promise-loan'
import { returnPage, thanksPage } from './return.page'

const wanted = (ask: Ask): string => ask.params.loan ?? ''
const asked = (ask: Ask, name: string): string => String(ask.query[name] ?? '').slice(0, 100)
const loanOf = (ask: Ask) => reading(ask.ctx, 'loan.read', (tx) => readLoan(tx, ask.ctx.allianceId, wanted(ask)))
const toLoan = (_ask: Ask, loan: { reference: string }): string => `/loans/${loan.reference}`

/** A page drawn from a loan. */
const withLoan =
  <A extends unknown[]>(draw: (ask: Ask, loan: LoanRecord, ...rest: A) => Reply | Promise<Reply>) =>
  async (ask: Ask, ...rest: A): Promise<Reply> => {
    const read = await loanOf(ask)
    return read.ok ? draw(ask, read.value, ...rest) : refused(read)
  }

const fromLoan = (values: (ask: Ask, loan: LoanRecord) => Record<string, string>) => async (ask: Ask) => {
  const read = await loanOf(ask)
  return read.ok ? values(ask, read.value) : read
}

const showLoan = withLoan(async (ask, loan) =>
  loanPage(
    ask,
    loan,
    await reachPart(ask, loan.person_id, `loan ${loan.reference}`),
    await readTimeline(ask.ctx, { type: 'loan', id: loan.id }),
  ),
)

type FindBorrower = (tx: Tx, allianceId: string, wanted: string) => Promise<Borrower | undefined>

const lendForm = (path: string, param: 'person' | 'request' | 'partner', find: FindBorrower): Route[] => {
  const borrowerOf = (ask: Ask) => reading(ask.ctx, 'loan.promise', (tx) => find(tx, ask.ctx.allianceId, ask.params[param] ?? ''))
  return form({
    path,
    action: 'loan.promise',
    schema: promiseForm,
    fill: (ask) => ({ device: asked(ask, 'device').toUpperCase() }),
    show: async (ask, attempt) => {
      const kind = asked(ask, 'kind')
      const [borrower, ready] = await Promise.all([
        borrowerOf(ask),
        reading(ask.ctx, 'loan.promise', (tx) => readyDevices(tx, ask.ctx.allianceId, { kind, first: asked(ask, 'device') })),
      ])
      if (!borrower.ok) return refused(borrower)
      const reach = await reachPart(ask, borrower.value.personId ?? null, 'lending to them')
      return ready.ok ? lendPage(ask, attempt, { borrower: borrower.value, reach, ready: ready.value, kind }) : refused(ready)
    },
    act: async (ask, { device }) => {
      const borrower = await borrowerOf(ask)
      if (!borrower.ok) return borrower
      const { person, partner, request } = borrower.value
      return promiseLoan(ask.ctx, { device, person, partner, request })
    },
    next: toLoan,
  })
}

const showBorrowers = async (ask: Ask): Promise<Reply> => {
  const typed = asked(ask, 'q')
  const { allianceId } = ask.ctx
  const device = await reading(ask.ctx, 'device.read', (tx) => readDevice(tx, allianceId, ask.params.device ?? ''))
  if (!device.ok) return refused(device)
  if (!mayMove(deviceMoves.promise, device.value.status)) return refused(refuse('moved-on'))
  const found = await reading(ask.ctx, 'person.find', (tx) => findPeople(tx, allianceId, typed))
  const partners = await reading(ask.ctx, 'loan.promise', (tx) => partnerChoices(tx, allianceId))
  return chooseBorrowerPage(ask, {
    device: device.value.reference,
    typed,
    found: found.ok ? found.value : [],
    partners: partners.ok ? partners.value : [],
  })
}

/** A form's page drawn from its loan and what was typed, while the loan can still make the move. */
const formOf = (move: keyof typeof loanMoves, draw: (ask: Ask, attempt: Attempt, loan: LoanRecord) => Page) =>
  withLoan((ask, loan, attempt: Attempt) =>
    mayMove(loanMoves[move], loan.status) ? draw(ask, attempt, loan) : refused(refuse('moved-on')),
  )

const steps: readonly Route[] = [
  ...form({
    path: '/loans/:loan/collect',
    action: 'loan.collect',
    schema: collectForm,
    fill: fromLoan((ask, loan) => ({
      kitOut: loan.kit,
      conditionOut: loan.condition === 'broken' ? '' : loan.condition,
      dueOn: latestDue(today(ask.ctx.clock), ask.alliance.loanMonths),
      signedName: loan.person ? loan.borrower : '',
    })),
    show: formOf('collect', collectPage),
    act: (ask, input) => collectLoan(ask.ctx, { ...input, reference: wanted(ask) }),
    next: toLoan,
  }),
  ...form({
    path: '/loans/:loan/extend',
    action: 'loan.extend',
    schema: extendForm,
    fill: fromLoan((ask) => ({ dueOn: latestDue(today(ask.ctx.clock), ask.alliance.loanMonths) })),
    show: formOf('extend', extendPage),
    act: (ask, input) => extendLoan(ask.ctx, { ...input, reference: wanted(ask) }),
    next: toLoan,
  }),
  ...form({
    path: '/loans/:loan/return',
    action: 'loan.bring-back',
    schema: returnForm,
    fill: fromLoan((ask) => ({ returnedOn: today(ask.ctx.clock) })),
    show: formOf('bringBack', (_ask, attempt, loan) => returnPage(attempt, loan)),
    act: (ask, input) => bringBackLoan(ask.ctx, { ...input, reference: wanted(ask) }),
    next: (_ask, loan) => `/loans/${loan.reference}/thanks`,
  }),
  ...(
    [
      ['lose', 'loan.lose', loseLoan],
      ['cancel', 'loan.cancel', cancelLoan],
    ] as const
  ).map(([path, action, act]) =>
    button({
      path: `/loans/:loan/${path}`,
      action,
      schema: z.object({}),
      act: (ask) => act(ask.ctx, { reference: wanted(ask) }),
      next: toLoan,
    }),
  ),
]

export const loanRoutes: readonly Route[] = [
  listRoute(loanList),
  page('/loans/:loan', 'loan.read', showLoan),
  ...agreementRoutes,
  page('/loans/:loan/thanks', 'loan.bring-back', withLoan(thanksPage)),
  page('/devices/:device/lend', 'loan.promise', showBorrowers),
  ...lendForm('/people/:person/lend', 'person', personToLendTo),
  ...lendForm('/requests/:request/lend', 'request', requesterToLendTo),
  ...lendForm('/partners/:partner/lend', 'partner', partnerToLendTo),
  ...steps,
]
