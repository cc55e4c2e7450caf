import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { Refusal } from '#platform/outcome'

/** Whoever was slower to answer: who has the call, and the way back to what they typed. */
export const takenPage = (ask: Ask, { says, status }: Refusal): Page =>
  staffPage(
    says,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">{says}</h1>
      <p class="govuk-body">
        Were you typing a call of your own? It is in{' '}
        <a class="govuk-link" href={`${ask.base}/calls/unfinished`}>
          Calls not finished
        </a>
        .
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${ask.base}/calls/new`}>
          Go to the call desk
        </a>
      </p>
    </section>,
    { status, section: '/calls/new' },
  )
