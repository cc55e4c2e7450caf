import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDate } from '#ui/format'
import { ActionButton, can } from '#ui/layout'
import { kindWord } from '../stock/device'
import type { LoanRecord } from './loan.queries'

const isStillHere = (loan: LoanRecord): boolean => loan.device_status === 'ready'

/** "is still here", "is on its way to Far library", "has gone to someone else". */
const whereWords = (loan: LoanRecord): string => {
  if (!isStillHere(loan)) return 'has gone to someone else'
  return loan.on_way_to ? `is on its way to ${loan.on_way_to}` : 'is still here'
}

const Again = ({ ask, loan, label }: { ask: Ask; loan: LoanRecord; label: string }) =>
  can(ask, 'loan.hold-again') ? (
    <ActionButton action={`${ask.base}/loans/${loan.reference}/hold-again`} label={label} secondary />
  ) : null

/** What a promise that ran out says: whether the device is still here, and what to do. */
const Ended = ({ ask, loan }: { ask: Ask; loan: LoanRecord }) => (
  <>
    <p class="govuk-body">
      We kept it until {formatDate(loan.held_until ?? '')}, and it was not collected in time.{' '}
      {isStillHere(loan) ? `It ${whereWords(loan)}.` : 'Someone else has it now.'}
    </p>
    {isStillHere(loan) ? (
      <Again ask={ask} loan={loan} label="Put it by for them again" />
    ) : (
      <p class="govuk-body">
        {loan.person && (
          <a class="govuk-link" href={`${ask.base}/people/${loan.person}/lend?kind=${loan.kind}`}>
            Put another {kindWord(loan.kind)} by
          </a>
        )}
      </p>
    )}
  </>
)

/** How long a device is kept for someone, and what to do when its days have run out. */
export const Hold = ({ ask, loan, now }: { ask: Ask; loan: LoanRecord; now: string }) => {
  if (loan.lapsed_at) return <Ended ask={ask} loan={loan} />
  if (loan.status !== 'promised' || !loan.held_until) return null
  return (
    <div class="digiknow-hold">
      <p class={loan.held_until < now ? 'digiknow-late' : undefined}>
        {loan.held_until < now ? 'It was kept until' : 'Kept for them until'} {formatDate(loan.held_until)}.
      </p>
      <Again ask={ask} loan={loan} label="Keep it longer" />
    </div>
  )
}

/** Someone came for a device whose days had run out. */
export const holdEndedPage = (ask: Ask, loan: LoanRecord): Page =>
  staffPage(
    `The days of ${loan.device} had run out`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">
        {loan.device} {whereWords(loan)}
      </h1>
      <Ended ask={ask} loan={loan} />
      <p class="govuk-body">
        <a class="govuk-link" href={`${ask.base}/loans/${loan.reference}`}>
          Back to {loan.reference}
        </a>
      </p>
    </section>,
    { section: '/loans', status: 409 },
  )
