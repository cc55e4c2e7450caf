import { today } from '#platform/clock'
import { ifHeld } from '#platform/held'
import type { Ask } from '#platform/http/ask'
import type { PanelOn, PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { formatDateShort } from '#ui/format'
import { can } from '#ui/layout'
import { kindWord } from '../stock/device'
import { dueWords } from './loan'
import { type LoanLine, loansOf } from './loan.queries'
import { LoanStanding } from './loan-standing'
import { MoreLines, MoreWays, readMore } from './more-panel'

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

type On = 'person' | 'request' | 'device' | 'partner'

const BASE: Readonly<Record<Exclude<On, 'device'>, (record: { id: string; reference: string }) => string>> = {
  person: ({ reference }) => `/people/${reference}`,
  request: ({ reference }) => `/requests/${reference}`,
  partner: ({ id }) => `/partners/${id}`,
}

interface LinesProps {
  ask: Ask
  on: On
  loans: readonly LoanLine[]
  now: string
}

const Lines = ({ ask, on, loans, now }: LinesProps) => (
  <>
    {loans.map((loan) => (
      <Line ask={ask} loan={loan} on={on} now={now} />
    ))}
  </>
)

const onDevice: PanelSpec['show'] = async (ask, record) => {
  const read = await reading(ask.ctx, 'loan.read', (tx) => loansOf(tx, ask.ctx.allianceId, 'device', record.id))
  if (!read.ok || read.value.length === 0) return null
  return (
    <section class="digiknow-panel" aria-labelledby="loans">
      <h2 id="loans">Who has it, who had it</h2>
      <ul class="digiknow-plain digiknow-found">
        <Lines ask={ask} on="device" loans={read.value} now={today(ask.ctx.clock)} />
      </ul>
    </section>
  )
}

const onBorrower =
  (on: Exclude<On, 'device'>): PanelSpec['show'] =>
  async (ask, record) => {
    const { allianceId } = ask.ctx
    const read = await reading(ask.ctx, 'loan.read', (tx) =>
      ifHeld(tx, { allianceId, on, id: record.id }, 'loan', () => loansOf(tx, allianceId, on, record.id), []),
    )
    const more = await readMore(ask, on, record)
    if (!read.ok || !more.ok) return null
    const [now, base] = [today(ask.ctx.clock), BASE[on](record)]
    const nothing = read.value.length + more.value.waits.length + more.value.bookings.length + more.value.agreements.length === 0
    return (
      <section class="digiknow-panel" aria-labelledby="loans">
        <h2 id="loans">Loans</h2>
        {nothing && <p class="govuk-body">No device lent yet.</p>}
        <ul class="digiknow-plain digiknow-found">
          <Lines ask={ask} on={on} loans={read.value} now={now} />
          <MoreLines ask={ask} more={more.value} now={now} />
        </ul>
        <p class="digiknow-btns">
          {on === 'person' && read.value.filter(({ status }) => status === 'promised').length > 1 && can(ask, 'loan.collect') && (
            <a class="govuk-button" href={`${ask.base}${base}/hand-over`}>
              Hand all over at once
            </a>
          )}
          {can(ask, 'loan.promise') && (
            <a class="govuk-button govuk-button--secondary" href={`${ask.base}${base}/lend`}>
              Lend a device
            </a>
          )}
          <MoreWays ask={ask} on={on} base={base} more={more.value} />
        </p>
      </section>
    )
  }

/** Loans where they belong: on the borrower, the request and the device. */
export const loanPanels: readonly PanelSpec[] = (['person', 'request', 'device', 'partner'] as const).map((on) => ({
  on,
  order: 40,
  action: 'loan.read',
  show: on === 'device' ? onDevice : onBorrower(on),
}))
