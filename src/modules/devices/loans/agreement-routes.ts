import { z } from 'zod'
import type { Ask, Reply, Route } from '#platform/http/ask'
import { button, page, refused } from '#platform/http/routes'
import { refuse } from '#platform/outcome'
import { reading } from '#platform/reading'
import { readHandovers } from '../handover/handover.queries'
import { agreementPage } from './agreement.page'
import { agreementFile } from './agreement-pdf'
import { isBorrowerSeen, type LoanRecord, readLoan } from './loan.queries'
import { receiptFile } from './receipt-pdf'
import { sendAgreement } from './send-agreement'

/** A page of a loan that has been signed for. There is none before, nor for those who may not see the person: it holds their name. */
const ofSigned =
  (draw: (ask: Ask, loan: LoanRecord) => Reply | Promise<Reply>) =>
  async (ask: Ask): Promise<Reply> => {
    const read = await reading(ask.ctx, 'loan.read', (tx) => readLoan(tx, ask.ctx.allianceId, ask.params.loan ?? ''))
    if (!read.ok) return refused(read)
    return read.value.signed_at && isBorrowerSeen(read.value) ? draw(ask, read.value) : refused(refuse('not-found'))
  }

/** The receipt of a loan that is back; it too holds the borrower's name. */
const showReceipt = ofSigned(async (ask, loan) => {
  const read = await reading(ask.ctx, 'loan.read', (tx) => readHandovers(tx, ask.ctx.allianceId, loan.id))
  const back = read.ok ? read.value.find(({ way }) => way === 'back') : undefined
  return back ? receiptFile(ask, loan, back, ask.query.print === 'large') : refused(refuse('not-found'))
})

export const agreementRoutes: readonly Route[] = [
  page('/loans/:loan/receipt.pdf', 'loan.read', showReceipt),
  page('/loans/:loan/agreement', 'loan.read', ofSigned(agreementPage)),
  page(
    '/loans/:loan/agreement.pdf',
    'loan.read',
    ofSigned((ask, loan) => agreementFile(ask, loan, ask.query.print === 'large')),
  ),
  button({
    path: '/loans/:loan/agreement/send',
    action: 'loan.send-agreement',
    schema: z.object({}),
    act: (ask) => sendAgreement(ask.ctx, { reference: ask.params.loan ?? '' }),
    next: (_ask, loan) => `/loans/${loan.reference}`,
  }),
]
