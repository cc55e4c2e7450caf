import { today } from '#platform/clock'
import type { Ask } from '#platform/http/ask'
import type { PanelOn, PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatDateShort } from '#ui/format'
import { can } from '#ui/layout'
import { kindWord } from '../stock/device'
import { dueWords } from './loan'
import { type LoanLine, loansOf } from './loan.queries'
import { LoanStanding } from './loan-standing'

const when = (loan: LoanLine, now: string): string => {
  if (loan.status === 'on_loan' && loan.due_on)
    return `due ${formatDateShort(loan.due_on, now)}, ${dueWords(loan, now).toLowerCase()}`
  return loan.returned_on ? formatDateShort(loan.returned_on, now) : ''
}

const Line = ({ ask, loan, on, now }: { ask: Ask; loan: LoanLine; on: PanelOn; now: string }) => (
  <li>
    <a class="govuk-link" href={`${ask.base}/loans/${loan.reference}`}>
      {on === 'device' ? loan.borrower : `${loan.device} ${kindWord(loan.kind)}`}
    </a>{' '}
    <LoanStanding loan={loan} today={now} /> <span class="digiknow-soft-text">{when(loan, now)}</span>
  </li>
)

const LEND: Partial<Record<PanelOn, (record: { id: string; reference: string }) => string>> = {
  person: ({ reference }) => `/people/${reference}/lend`,
  request: ({ reference }) => `/requests/${reference}/lend`,
  partner: ({ id }) => `/partners/${id}/lend`,
}

const show =
  (on: 'person' | 'request' | 'device' | 'partner'): PanelSpec['show'] =>
  async (ask, record) => {
    const read = await reading(ask.ctx, 'loan.read', (tx) => loansOf(tx, ask.ctx.allianceId, on, record.id))
    const lend = can(ask, 'loan.promise') ? LEND[on]?.(record) : undefined
    if (!read.ok || (read.value.length === 0 && !lend)) return null
    const now = today(ask.ctx.clock)
    return (
      <section class="digiknow-panel" aria-labelledby="loans">
        <h2 id="loans">{on === 'device' ? 'Who has it, who had it' : 'Loans'}</h2>
        {read.value.length === 0 && <p class="govuk-body">No device lent yet.</p>}
        <ul class="digiknow-plain digiknow-found">
          {read.value.map((loan) => (
            <Line ask={ask} loan={loan} on={on} now={now} />
          ))}
        </ul>
        {lend && (
          <p class="digiknow-btns">
            <a class="govuk-button govuk-button--secondary" href={ask.base + lend}>
              Lend a device
            </a>
          </p>
        )}
      </section>
    )
  }

/** Loans where they belong: on the borrower, the request and the device. */
export const loanPanels: readonly PanelSpec[] = (['person', 'request', 'device', 'partner'] as const).map((on) => ({
  on,
  order: 40,
  action: 'loan.read',
  show: show(on),
}))
