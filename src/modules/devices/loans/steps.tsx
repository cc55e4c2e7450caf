import { z } from 'zod'
import { today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Page, Reply, Route } from '#platform/http/ask'
import { button, form, refused } from '#platform/http/routes'
import { mayMove } from '#platform/moves'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { handBackForm, handOutForm, lookOverForm } from '../handover/hand-form'
import { type HandoverRecord, readHandovers } from '../handover/handover.queries'
import { MOST_BYTES, takePhotos } from '../handover/photo'
import { deviceMoves } from '../stock/device.moves'
import { placeChoices } from '../stock/device.queries'
import { bringBackLoan } from './bring-back-loan'
import { collectPage } from './collect.page'
import { collectLoan } from './collect-loan'
import { extendPage } from './extend.page'
import { extendLoan } from './extend-loan'
import { holdEndedPage } from './hold'
import { holdAgain } from './hold-again'
import { latestDueOf } from './latest-due'
import { extendForm } from './loan'
import { loanMoves } from './loan.moves'
import { type LoanRecord, readLoan } from './loan.queries'
import { lookOver, readLastReturn } from './look-over-loan'
import { cancelLoan, loseLoan, troubleForm } from './lose-loan'
import { lookOverPage, returnPage } from './return.page'
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
    return {
      ...{ loan, latest: latest ?? today(clock) },
      handovers: await readHandovers(tx, allianceId, loan.id),
      places: await placeChoices(tx, allianceId),
    }
  })

const fromLoan = (values: (ask: Ask, loan: LoanRecord, latest: string) => Record<string, string>) => async (ask: Ask) => {
  const read = await loanOf(ask)
  return read.ok ? values(ask, read.value.loan, read.value.latest) : read
}

interface More {
  readonly handovers: readonly HandoverRecord[]
  readonly places: readonly { value: string; label: string }[]
}
type Draw = (ask: Ask, attempt: Attempt, loan: LoanRecord, latest: string, more: More) => Page

/** A form's page drawn from its loan and what was typed, while the loan can still make the move. */
const formOf =
  (move: keyof typeof loanMoves, draw: Draw) =>
  async (ask: Ask, attempt: Attempt): Promise<Reply> => {
    const read = await loanOf(ask)
    if (!read.ok) return refused(read)
    const { loan, latest } = read.value
    if (mayMove(loanMoves[move], loan.status)) return draw(ask, attempt, loan, latest, read.value)
    return move === 'collect' && loan.lapsed_at ? holdEndedPage(ask, loan) : refused(refuse('moved-on'))
  }

/** A promise for fixed days, such as a booking's, says when it is due back; else as late as the rules allow. */
const suggested = (loan: LoanRecord, latest: string): string =>
  loan.booking_id && loan.planned_until && loan.planned_until < latest ? loan.planned_until : latest

const forms: readonly Route[] = [
  ...form({
    path: '/loans/:loan/collect',
    action: 'loan.collect',
    schema: handOutForm,
    upload: MOST_BYTES,
    fill: fromLoan((_ask, loan, latest) => ({
      kitOut: '',
      where: 'counter',
      conditionOut: loan.condition === 'broken' ? '' : loan.condition,
      dueOn: suggested(loan, latest),
      signedName: loan.person ? loan.borrower : '',
    })),
    show: formOf('collect', collectPage),
    act: async (ask, input) => {
      const taken = await takePhotos(ask.files)
      return taken.ok ? collectLoan(ask.ctx, { ...input, photos: taken.photos, reference: wantedLoan(ask) }) : taken
    },
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
    schema: handBackForm,
    upload: MOST_BYTES,
    fill: fromLoan((ask) => ({
      ...{ returnedOn: today(ask.ctx.clock), where: 'counter', broughtBy: 'borrower' },
    })),
    show: formOf('bringBack', (ask, attempt, loan, _latest, more) => returnPage(ask, attempt, { loan, ...more })),
    act: async (ask, input) => {
      const taken = await takePhotos(ask.files)
      return taken.ok ? bringBackLoan(ask.ctx, { ...input, photos: taken.photos, reference: wantedLoan(ask) }) : taken
    },
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

const lastReturnOf = (ask: Ask) =>
  reading(ask.ctx, 'loan.look-over', async (tx) => {
    const { allianceId } = ask.ctx
    const loan = await readLastReturn(tx, allianceId, ask.params.device ?? '')
    return loan && { loan, handovers: await readHandovers(tx, allianceId, loan.id), places: await placeChoices(tx, allianceId) }
  })

/** By its device, since that is what lies on the bench. */
const lookingOver = form({
  path: '/devices/:device/look-over',
  action: 'loan.look-over',
  schema: lookOverForm,
  upload: MOST_BYTES,
  show: async (ask, attempt) => {
    const read = await lastReturnOf(ask)
    if (!read.ok) return refused(read)
    const may = mayMove(deviceMoves.lookOver, read.value.loan.device_status)
    return may ? lookOverPage(ask, attempt, read.value) : refused(refuse('moved-on'))
  },
  act: async (ask, input) => {
    const taken = await takePhotos(ask.files)
    return taken.ok ? lookOver(ask.ctx, { ...input, photos: taken.photos, device: ask.params.device ?? '' }) : taken
  },
  next: (_ask, { device }) => `/devices/${device}`,
})

/** The steps of a loan: a form each, or a button on its page. */
export const loanSteps: readonly Route[] = [
  ...forms,
  ...lookingOver,
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
