import type { TimelineEvent } from '#platform/module'
import { formatDateTime } from '#ui/format'

const who = (event: TimelineEvent): string =>
  ({ public: ' (without an account)', system: '', account: '' })[event.actor] ?? `, ${event.actor}`

/** What happened, newest first, in the words each module gives its events. */
export const Timeline = ({ events, say }: { events: readonly TimelineEvent[]; say: (event: TimelineEvent) => string }) => {
  if (events.length === 0) return <p class="govuk-body">Nothing has happened yet. What you do here will show in this list.</p>
  return (
    <ol class="digiknow-time">
      {events.map((event) => (
        <li>
          <time dateTime={event.at.toISOString()}>
            {formatDateTime(event.at)}
            {who(event)}
          </time>
          {say(event)}
        </li>
      ))}
    </ol>
  )
}
