import { londonDate } from '#platform/clock'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDate } from '#ui/format'
import { ActionButton, can } from '#ui/layout'
import { CONDITIONS, type Condition, deviceName } from '../stock/device'
import { signedTerms } from './agreement'
import { helplineWords } from './collect.page'
import type { LoanRecord } from './loan.queries'
import type { Strokes } from './signature'
import { DrawnSignature } from './signature-box'

const Signed = ({ loan }: { loan: LoanRecord }) => (
  <>
    {loan.signature ? (
      <DrawnSignature strokes={loan.signature as unknown as Strokes} name={loan.signed_name ?? ''} />
    ) : (
      <p>Agreed by ticking the box on the screen.</p>
    )}
    <div class="digiknow-sign">
      <div>{loan.signed_name}</div>
      <div>{loan.signed_at && formatDate(londonDate(loan.signed_at))}</div>
    </div>
  </>
)

const ToKeep = ({ ask, loan }: { ask: Ask; loan: LoanRecord }) => {
  const base = `${ask.base}/loans/${loan.reference}`
  return (
    <div class="digiknow-screen">
      {loan.person && can(ask, 'loan.send-agreement') && (
        <div class="digiknow-btns">
          <ActionButton action={`${base}/agreement/send`} label={`Send ${loan.borrower} a copy`} secondary />
        </div>
      )}
      <p>
        <a class="govuk-link" href={base}>
          Back to {loan.reference}
        </a>
        . To print or keep:{' '}
        <a class="govuk-link" href={`${base}/agreement.pdf`}>
          the agreement as a PDF
        </a>
        , or{' '}
        <a class="govuk-link" href={`${base}/agreement.pdf?print=large`}>
          in large print
        </a>
        .
      </p>
    </div>
  )
}

/** What was agreed and signed, as a letter to keep. */
export const agreementPage = (ask: Ask, loan: LoanRecord): Page =>
  staffPage(
    `Agreement for ${loan.device}`,
    <main id="main" class="digiknow-desk">
      <ToKeep ask={ask} loan={loan} />
      <article class="digiknow-letter">
        <p>
          {ask.alliance.name}, {ask.alliance.borough}
        </p>
        <h1 class="govuk-heading-l">Our agreement about {loan.device}</h1>
        <p>
          Lent to <b>{loan.borrower}</b> on {formatDate(loan.collected_on ?? '')}. Loan {loan.reference}, agreement{' '}
          {loan.agreement_version}.
        </p>
        <p>
          {deviceName(loan)}. Condition when lent: {CONDITIONS[loan.condition_out as Condition]}.
          {loan.kit_out && ` With it: ${loan.kit_out}.`}
          {loan.together && ` Signed for together: ${loan.together.join(', ')}.`}
        </p>
        <ul class="govuk-list govuk-list--bullet">
          {signedTerms(loan, ask.alliance.name, helplineWords(ask)).map((line) => (
            <li>{line}</li>
          ))}
        </ul>
        {loan.agreed_due_on !== loan.due_on && (
          <p>Since then we gave more time: it is now due back by {formatDate(loan.due_on ?? '')}.</p>
        )}
        <Signed loan={loan} />
      </article>
    </main>,
    { bare: true },
  )
