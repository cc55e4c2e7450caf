import { z } from 'zod'
import { ConcernLink } from '#modules/safeguarding'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { refuse } from '#platform/outcome'

/** The same of somebody kept apart as of a reference nobody has: which of the two it is, is not for everyone. */
const NOT_SEEN = 'You cannot see this person now. Somebody else looks after them, or the reference is not one of ours'

/** A call with somebody its worker may not see, or not any more; at the field that says who it is. */
export const NOT_YOURS = { ...refuse('not-found'), says: NOT_SEEN, field: 'person' }

const TellLeads = ({ ask }: { ask: Ask }) => (
  <>
    <p class="govuk-body">Did they say something that must not be lost? Then tell the safeguarding leads now.</p>
    <ConcernLink ask={ask} about={{}} />
  </>
)

const sent = z.record(z.string(), z.unknown())

/** What the worker wrote in words of their own, as it was sent. */
const wordsOf = ({ body }: Ask): string => {
  const fields = sent.safeParse(body).data ?? {}
  const words = [fields.notes, fields.nextWords, fields.signpostWords, fields.safeContact]
  return words.filter((one) => typeof one === 'string' && one.trim() !== '').join('\n\n')
}

/** Nothing is kept of it: the worker has their own words to copy, and nothing else of the person. */
const OwnWords = ({ words }: { words: string }) =>
  words === '' ? null : (
    <div class="govuk-form-group">
      <label class="govuk-label govuk-label--s" for="own-words">
        What you wrote
      </label>
      <div class="govuk-hint" id="own-words-hint">
        It is not saved. Copy it before you leave this page, and ask the safeguarding leads whom to give it to.
      </div>
      <textarea class="govuk-textarea" id="own-words" rows={6} aria-describedby="own-words-hint" readonly>
        {words}
      </textarea>
    </div>
  )

/** In place of the desk, with them or with their call. */
export const notYoursPage = (ask: Ask): Page =>
  staffPage(
    'You cannot see this person now',
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">You cannot see this person now</h1>
      <p class="govuk-body">
        Somebody else looks after them, or the reference is not one of ours. If you had a call with them here, it is not saved.
      </p>
      <OwnWords words={wordsOf(ask)} />
      <TellLeads ask={ask} />
      <p class="govuk-body">
        <a class="govuk-link" href={`${ask.base}/calls/new`}>
          Go to the call desk
        </a>
      </p>
    </section>,
    { status: 404, section: '/calls/new' },
  )
