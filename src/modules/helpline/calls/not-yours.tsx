import { ConcernLink } from '#modules/safeguarding'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { refuse } from '#platform/outcome'

/** The same of somebody kept apart as of a reference nobody has: which of the two it is, is not for everyone. */
const NOT_SEEN = 'You cannot see this person now. Somebody else looks after them, or the reference is not one of ours'

/** A call with somebody its worker may not see, or not any more; at the field that says who it is. */
export const NOT_YOURS = { ...refuse('not-found'), says: NOT_SEEN, field: 'person' }

/** Where a call that was put aside leads, when its person is not for this worker any more: below the alliance's base. */
export const LEFT_TO_OTHERS = '/calls/new?left=others'

const TellLeads = ({ ask }: { ask: Ask }) => (
  <>
    <p class="govuk-body">Did they say something that must not be lost? Then tell the safeguarding leads now.</p>
    <ConcernLink ask={ask} about={{}} />
  </>
)

/** On the desk after that: what became of the call, and nothing of the person. */
export const LeftToOthers = ({ ask }: { ask: Ask }) =>
  ask.query.left === 'others' ? (
    <div class="digiknow-note digiknow-note--heed" role="status">
      <p>Your call was not kept. Somebody else looks after that person now.</p>
      <TellLeads ask={ask} />
    </div>
  ) : null

/** In place of the desk, with them or with their call. */
export const notYoursPage = (ask: Ask): Page =>
  staffPage(
    'You cannot see this person now',
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">You cannot see this person now</h1>
      <p class="govuk-body">
        Somebody else looks after them, or the reference is not one of ours. If you had a call with them here, it is not saved.
      </p>
      <TellLeads ask={ask} />
      <p class="govuk-body">
        <a class="govuk-link" href={`${ask.base}/calls/new`}>
          Go to the call desk
        </a>
      </p>
    </section>,
    { status: 404, section: '/calls/new' },
  )
