import type { ComponentChildren } from 'preact'
import { today } from '#platform/clock'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { mayMove } from '#platform/moves'
import { formatDate } from '#ui/format'
import { ActionButton, can, Timeline } from '#ui/layout'
import type { HandoverRecord } from '../handover/handover.queries'
import { HandoverPanel } from '../handover/handover-panel'
import { CONDITIONS, type Condition, deviceName } from '../stock/device'
import { Hold } from './hold'
import { dueWords, isOverdue } from './loan'
import { loanMoves } from './loan.moves'
import { isBorrowerSeen, type LoanRecord } from './loan.queries'
import { LoanStanding } from './loan-standing'
import { TroubleNext } from './trouble.page'

const borrowerHref = (ask: Ask, loan: LoanRecord): string =>
  loan.person ? `${ask.base}/people/${loan.person}` : `${ask.base}/partners/${loan.partner_id}`

const dateOf = (day: string | null): string => (day ? formatDate(day) : '')

const RequestLink = ({ ask, request }: { ask: Ask; request: string }) =>
  can(ask, 'request.read') ? (
    <a class="govuk-link" href={`${ask.base}/requests/${request}`}>
      {request}
    </a>
  ) : (
    <span>{request}</span>
  )

const facts = (ask: Ask, loan: LoanRecord, now: string): [string, ComponentChildren][] =>
  (
    [
      [
        'Lent to',
        loan.person || loan.partner_id ? (
          <a class="govuk-link" href={borrowerHref(ask, loan)}>
            {loan.borrower}
          </a>
        ) : (
          loan.borrower
        ),
      ],
      [
        'Device',
        <>
          <a class="govuk-link" href={`${ask.base}/devices/${loan.device}`}>
            {loan.device}
          </a>
          , {deviceName(loan)}
        </>,
      ],
      ['For', loan.request && <RequestLink ask={ask} request={loan.request} />],
      ['Collected', dateOf(loan.collected_on)],
      ['Went out', loan.condition_out && CONDITIONS[loan.condition_out as Condition]],
      ['With it', loan.kit_out],
      ['Due back', [dateOf(loan.due_on), dueWords(loan, now).toLowerCase()].filter(Boolean).join(', ')],
      ['Came back', dateOf(loan.returned_on)],
      ['Condition', loan.condition_back && CONDITIONS[loan.condition_back as Condition]],
      ['All there', loan.kit_complete === null ? '' : loan.kit_complete ? 'Yes' : 'No, something is missing'],
      ['Notes', isBorrowerSeen(loan) && loan.return_notes],
    ] as [string, ComponentChildren][]
  ).filter(([, value]) => Boolean(value))

const allows = (loan: LoanRecord, move: keyof typeof loanMoves): boolean => mayMove(loanMoves[move], loan.status)

const PAGES = [
  { move: 'collect', label: 'Hand it over', action: 'loan.collect', path: 'collect' },
  { move: 'bringBack', label: 'Take it back', action: 'loan.bring-back', path: 'return' },
  { move: 'extend', label: 'Give more time', action: 'loan.extend', path: 'extend' },
  { move: 'lose', label: 'It is lost, stolen or broken', action: 'loan.lose', path: 'lose' },
] as const
const BUTTONS = [{ move: 'cancel', label: 'Call it off', action: 'loan.cancel', path: 'cancel' }] as const

const WaysOn = ({ ask, loan }: { ask: Ask; loan: LoanRecord }) => {
  const base = `${ask.base}/loans/${loan.reference}`
  return (
    <div class="digiknow-btns">
      {PAGES.filter(({ move, action }) => allows(loan, move) && can(ask, action)).map(({ label, path }, at) => (
        <a class={`govuk-button${at > 0 ? ' govuk-button--secondary' : ''}`} href={`${base}/${path}`}>
          {label}
        </a>
      ))}
      {BUTTONS.filter(({ move, action }) => allows(loan, move) && can(ask, action)).map(({ label, path }) => (
        <ActionButton action={`${base}/${path}`} label={label} secondary />
      ))}
    </div>
  )
}

interface LoanPageProps {
  loan: LoanRecord
  reach: ComponentChildren
  /** Whether it is so late that its data is stopped. */
  stopped: boolean
  handovers: readonly HandoverRecord[]
}

const Facts = ({ ask, loan, reach, stopped, now }: Omit<LoanPageProps, 'handovers'> & { ask: Ask; now: string }) => (
  <section class="digiknow-panel digiknow-who">
    <h1 class="govuk-heading-m">Loan {loan.reference}</h1>
    <p>
      <LoanStanding loan={loan} today={now} />
    </p>
    {reach}
    <TroubleNext ask={ask} loan={loan} />
    <Hold ask={ask} loan={loan} now={now} />
    {stopped && <p class="digiknow-late">Its data was stopped by your rules, as it is that late.</p>}
    <dl class="digiknow-dl">
      {facts(ask, loan, now).map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd class={term === 'Due back' && isOverdue(loan, now) ? 'digiknow-late' : undefined}>{value}</dd>
        </>
      ))}
    </dl>
    <WaysOn ask={ask} loan={loan} />
    {loan.signed_at && isBorrowerSeen(loan) && (
      <div class="digiknow-btns">
        <a class="govuk-link" href={`${ask.base}/loans/${loan.reference}/agreement`}>
          The signed agreement, to print
        </a>
        {loan.status === 'returned' && (
          <a class="govuk-link" href={`${ask.base}/loans/${loan.reference}/receipt.pdf`}>
            A receipt that it came back (PDF)
          </a>
        )}
      </div>
    )}
  </section>
)

/** Everything about one loan: what, to whom, until when, what may be done now. */
export const loanPage = (ask: Ask, { loan, reach, stopped, handovers }: LoanPageProps, events: readonly TimelineEvent[]): Page =>
  staffPage(
    `Loan ${loan.reference}`,
    <div class="digiknow-half">
      <Facts ask={ask} loan={loan} reach={reach} stopped={stopped} now={today(ask.ctx.clock)} />
      {isBorrowerSeen(loan) && <HandoverPanel ask={ask} handovers={handovers} />}
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    { section: '/loans' },
  )
