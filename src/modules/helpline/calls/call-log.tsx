import { ConcernOfOne } from '#modules/safeguarding'
import type { Ask } from '#platform/http/ask'
import { formatDateTime, formatMinutes } from '#ui/format'
import { DIRECTIONS, type Direction, RESULTS, type Result } from './call'
import type { CallRecord } from './call.queries'

const Said = ({ notes }: { notes: string }) =>
  notes.length <= 240 ? (
    <p class="govuk-body digiknow-said">{notes}</p>
  ) : (
    <details>
      <summary>{notes.slice(0, 160)}…</summary>
      <p class="govuk-body digiknow-said">{notes}</p>
    </details>
  )

/** Calls as they stand on a person's and a request's page: when, how it went, what was said. */
export const CallLog = ({ ask, calls, person }: { ask: Ask; calls: readonly CallRecord[]; person: string }) => (
  <ul class="digiknow-plain digiknow-found">
    {calls.map((call) => (
      <li>
        <b>{DIRECTIONS[call.direction as Direction]}</b>, {RESULTS[call.result as Result].toLowerCase()}
        {call.minutes > 0 && `, ${formatMinutes(call.minutes)}`}{' '}
        <span class="digiknow-soft-text">
          {formatDateTime(call.started_at)}
          {call.worker && `, ${call.worker}`}
        </span>{' '}
        <ConcernOfOne ask={ask} about={{ person, call: call.id }} of={`the call of ${formatDateTime(call.started_at)}`} />
        {call.notes && <Said notes={call.notes} />}
      </li>
    ))}
  </ul>
)
