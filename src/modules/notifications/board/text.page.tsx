import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { mayMove } from '#platform/moves'
import { formatDateTime, formatPhone } from '#ui/format'
import { Button, TextField } from '#ui/govuk'
import { can, Form } from '#ui/layout'
import { inboundMoves } from '../inbound.moves'
import { Look } from '../templates/looks'
import type { TextRecord } from './inbound.queries'
import { PersonLink } from './person-link'
import { StatusTag } from './status-tag'

/** From a number nobody we know has: the one place where the number is shown, to ring it or to find whose it is. */
const FromNobody = ({ ask, number }: { ask: Ask; number: string }) => (
  <div class="digiknow-note digiknow-note--heed">
    <p>
      Nobody we know has this number: <strong>{formatPhone(number)}</strong>. Ring it and ask who they are, or{' '}
      {can(ask, 'person.record') ? (
        <a class="govuk-link" href={`${ask.base}/find?q=${encodeURIComponent(number)}`}>
          look for it
        </a>
      ) : (
        'look for it'
      )}{' '}
      in case it was written down since.
    </p>
  </div>
)

/** Says that it was read and what was done, so that nobody else does it again. */
const SeeTo = ({ ask, text, attempt }: { ask: Ask; text: TextRecord; attempt: Attempt }) => (
  <section class="digiknow-panel" aria-labelledby="see-to">
    <h2 id="see-to">Have you seen to it?</h2>
    <Form attempt={attempt} action={`${ask.base}/messages/texts/${text.id}/see-to`}>
      <TextField
        attempt={attempt}
        name="words"
        label="What did you do? (optional)"
        hint="Such as: rang them, it was Jean, she is booked in for Tuesday."
      />
      <Button preventDoubleClick>I have seen to it</Button>
    </Form>
  </section>
)

const maySeeTo = (ask: Ask, { status, has_call }: TextRecord): boolean =>
  mayMove(inboundMoves.seeTo, status) && !has_call && can(ask, 'text.see-to')

const SeenTo = ({ text }: { text: TextRecord }) => (
  <>
    <dt>Seen to</dt>
    <dd>
      {text.seen_to_at && formatDateTime(text.seen_to_at)}, by {text.seen_to_by ?? 'the program'}
      {text.seen_to_words && (
        <>
          <br />
          {text.seen_to_words}
        </>
      )}
    </dd>
  </>
)

/** One text from someone, whole. */
export const textPage = (ask: Ask, text: TextRecord, attempt: Attempt): Page => {
  const title = `Text of ${formatDateTime(text.received_at)}`
  return staffPage(
    title,
    <div class="digiknow-pile">
      <section class="digiknow-panel digiknow-who">
        <h1 class="govuk-heading-m">{title}</h1>
        <p>
          <StatusTag status={text.status} />
        </p>
        {text.status === 'nobody' && <FromNobody ask={ask} number={text.from_number} />}
        <Look form="text" message={{ subject: '', body: text.words || 'A text without words' }} />
        <dl class="digiknow-dl">
          {text.person && (
            <>
              <dt>From</dt>
              <dd>
                <PersonLink ask={ask} person={text.person} />
                {can(ask, 'person.read') && `, ${text.name}`}
              </dd>
            </>
          )}
          <dt>What came of it</dt>
          <dd>{text.came_of_it || 'Nothing yet'}</dd>
          {text.seen_to_at && <SeenTo text={text} />}
        </dl>
      </section>
      {maySeeTo(ask, text) && <SeeTo ask={ask} text={text} attempt={attempt} />}
    </div>,
    { section: '/messages' },
  )
}
