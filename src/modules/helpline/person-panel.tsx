import { today } from '#platform/clock'
import type { Ask } from '#platform/http/ask'
import type { PanelSpec } from '#platform/module'
import { reading } from '#platform/reading'
import { can } from '#ui/layout'
import { callsOf } from './calls/call.queries'
import { CallLog } from './calls/call-log'
import { inWords, NEEDS } from './requests/request'
import { openRequestsOf } from './requests/request.queries'
import { Due, RequestTag } from './requests/request-tag'

const OpenRequests = ({ ask, requests }: { ask: Ask; requests: Awaited<ReturnType<typeof openRequestsOf>> }) => {
  if (requests.length === 0) return <p class="govuk-body">Nothing is open for them now.</p>
  return (
    <ul class="digiknow-plain digiknow-found">
      {requests.map((request) => (
        <li>
          <a class="govuk-link" href={`${ask.base}/requests/${request.reference}`}>
            {request.reference}
          </a>{' '}
          {inWords(request.needs, NEEDS)} <RequestTag status={request.status} />
          {request.next_action_on && (
            <div class="digiknow-soft-text">
              {request.next_action}: <Due on={request.next_action_on} today={today(ask.ctx.clock)} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

const Buttons = ({ ask, person }: { ask: Ask; person: string }) => (
  <div class="digiknow-btns">
    {can(ask, 'call.record') && (
      <a class="govuk-button" href={`${ask.base}/calls/new?person=${person}`}>
        Record a call
      </a>
    )}
    {can(ask, 'request.record') && (
      <a class="govuk-button govuk-button--secondary" href={`${ask.base}/requests/new?person=${person}`}>
        New request
      </a>
    )}
  </div>
)

/** On a person's page: what is open for them, the latest calls, and the way to record another. */
export const requestsOfPerson: PanelSpec = {
  on: 'person',
  order: 10,
  action: 'request.read',
  show: async (ask, person) => {
    const { allianceId } = ask.ctx
    const read = await reading(ask.ctx, 'request.read', async (tx) => ({
      requests: await openRequestsOf(tx, allianceId, person.id),
      calls: await callsOf(tx, allianceId, { 'c.person_id': person.id }),
    }))
    if (!read.ok) return null
    const { requests, calls } = read.value
    return (
      <section class="digiknow-panel" aria-labelledby="requests">
        <h2 id="requests">Requests and calls</h2>
        <OpenRequests ask={ask} requests={requests} />
        {calls.length > 0 && <h3 class="govuk-heading-s">Latest calls</h3>}
        <CallLog ask={ask} calls={calls} person={person.reference} />
        <Buttons ask={ask} person={person.reference} />
      </section>
    )
  },
}
