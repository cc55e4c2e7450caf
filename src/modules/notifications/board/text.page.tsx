import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatDateTime, formatPhone } from '#ui/format'
import { can } from '#ui/layout'
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

/** One text from someone, whole. */
export const textPage = (ask: Ask, text: TextRecord): Page => {
  const title = `Text of ${formatDateTime(text.received_at)}`
  return staffPage(
    title,
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
      </dl>
    </section>,
    { section: '/messages' },
  )
}
