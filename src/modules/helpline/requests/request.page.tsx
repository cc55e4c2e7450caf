import type { ComponentChildren } from 'preact'
import { londonDate, today } from '#platform/clock'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatDate } from '#ui/format'
import { ActionButton, can, Timeline } from '#ui/layout'
import { STANDINGS, type Standing } from '../calls/call'
import type { CallRecord } from '../calls/call.queries'
import { CallLog } from '../calls/call-log'
import { inWhoseHands } from './on-duty'
import {
  BARRIERS,
  inWords,
  NEEDS,
  OUTCOMES,
  type OutcomeOfRequest,
  SOURCES,
  type Source,
  THEMES,
  type Theme,
  WAITS_FOR,
  type WaitsFor,
} from './request'
import { isOpen } from './request.moves'
import { ownerNow, type RequestRecord } from './request.queries'
import { Due, RequestTag } from './request-tag'

interface Part {
  ask: Ask
  request: RequestRecord
}

const Who = ({ ask, request, reach }: Part & { reach: ComponentChildren }) => (
  <section class="digiknow-panel digiknow-who" aria-labelledby="who">
    <h2 id="who">
      <a class="govuk-link" href={`${ask.base}/people/${request.person}`}>
        {request.name}
      </a>
    </h2>
    <p class="digiknow-soft-text">{request.person}</p>
    {reach}
    {can(ask, 'call.record') && (
      <a class="govuk-button govuk-button--secondary" href={`${ask.base}/calls/new?person=${request.person}`}>
        Record a call
      </a>
    )}
  </section>
)

const whoHasIt = ({ owner, owner_left, duty, status }: RequestRecord): string => {
  if (!isOpen(status)) return owner ?? ''
  const hands = inWhoseHands(owner_left ? null : owner, duty) ?? 'Nobody yet'
  return owner_left ? `${hands}. ${owner} has left` : hands
}

const AGREE = {
  is_there: 'rang with them, and they agreed',
  said_so: 'says that they agree',
  not_yet: 'has not asked them yet',
} as const

const Asker = ({ ask, request: { asker, asker_reference, asker_standing, agreed } }: Part) => (
  <>
    <a class="govuk-link" href={`${ask.base}/people/${asker_reference}`}>
      {asker}
    </a>{' '}
    ({STANDINGS[asker_standing as Standing].toLowerCase()}) {agreed && AGREE[agreed as keyof typeof AGREE]}
  </>
)

/** A call about it is in the queue: whoever rings without it is handed the same person again. */
const Ring = ({ ask, request: { ring_from } }: Part) => (
  <>
    <a class="govuk-link" href={`${ask.base}/call-backs`}>
      In the queue of calls
    </a>
    {ring_from && ring_from > ask.ctx.clock.now() && ` from ${formatDate(londonDate(ring_from))}`}
  </>
)

const facts = ({ ask, request }: Part): [string, ComponentChildren][] => {
  const all: [string, ComponentChildren][] = [
    ['Needs', inWords(request.needs, NEEDS)],
    ['Held back by', inWords(request.barriers, BARRIERS)],
    ['Tells us about', request.theme && THEMES[request.theme as Theme]],
    ['Waits for', request.waits_for && WAITS_FOR[request.waits_for as WaitsFor]],
    ['Came by', request.partner ?? SOURCES[request.source as Source]],
    ['Asked for by', request.asker && <Asker ask={ask} request={request} />],
    ['Opened', formatDate(request.opened_on)],
    ['Who has it', whoHasIt(request)],
    [
      'Next step',
      request.next_action_on && (
        <>
          {request.next_action}: <Due on={request.next_action_on} today={today(ask.ctx.clock)} />
        </>
      ),
    ],
    ['Call to make', request.ring_from && <Ring ask={ask} request={request} />],
    ['Ended', request.outcome && `${OUTCOMES[request.outcome as OutcomeOfRequest]}, ${formatDate(request.closed_on ?? '')}`],
    ['What changed', request.what_changed],
  ]
  return all.filter(([, value]) => Boolean(value))
}

const Step = ({ ask, request, to, label }: Part & { to: string; label: string }) => (
  <a class="govuk-button govuk-button--secondary" href={`${ask.base}/requests/${request.reference}/${to}`}>
    {label}
  </a>
)

const Take = ({ ask, request }: Part) => {
  const isMine = request.owner_id !== null && request.owner_id === ask.ctx.actor.accountId
  if (!can(ask, 'request.take') || (isMine && request.status === 'in_hand')) return null
  const label = isMine ? 'Carry on with it' : ownerNow(request) ? 'Take it over' : 'Take it on'
  const fields = { seenOwner: request.owner_id ?? '' }
  return <ActionButton action={`${ask.base}/requests/${request.reference}/take`} label={label} fields={fields} />
}

const Moves = (props: Part) => (
  <div class="digiknow-btns">
    {isOpen(props.request.status) ? (
      <>
        {props.request.status === 'new' && can(props.ask, 'request.triage') && <Step {...props} to="triage" label="Look at it" />}
        <Take {...props} />
        {can(props.ask, 'request.edit') && <Step {...props} to="edit" label="Put it right" />}
        <Step {...props} to="plan" label="Change the next step" />
        {props.request.status !== 'waiting' && <Step {...props} to="wait" label="Put aside until a day" />}
        <Step {...props} to="close" label="Close" />
      </>
    ) : (
      <Step {...props} to="reopen" label="Open it again" />
    )}
  </div>
)

const Asked = (props: Part) => (
  <section class="digiknow-panel digiknow-panel--go" aria-labelledby="asked">
    <header>
      <h1 class="govuk-heading-m govuk-!-margin-bottom-1" id="asked">
        Request {props.request.reference}
      </h1>
      <RequestTag status={props.request.status} />
    </header>
    {props.request.words && <p class="govuk-body digiknow-said">{props.request.words}</p>}
    <dl class="digiknow-dl digiknow-dl--wide">
      {facts(props).map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
    <Moves {...props} />
  </section>
)

export interface RequestPageProps {
  request: RequestRecord
  /** How to reach them, safely. */
  reach: ComponentChildren
  calls: readonly CallRecord[]
  panels: readonly ComponentChildren[]
  events: readonly TimelineEvent[]
}

/** Everything about one request: whose it is and how to reach them safely, what they asked for, what came of it. */
export const requestPage = (ask: Ask, { request, reach, calls, panels, events }: RequestPageProps): Page =>
  staffPage(
    `Request ${request.reference}`,
    <div class="digiknow-desk__grid">
      <Who ask={ask} request={request} reach={reach} />
      <div>
        <Asked ask={ask} request={request} />
        {panels}
        {calls.length > 0 && (
          <section class="digiknow-panel" aria-labelledby="calls">
            <h2 id="calls">Calls about this</h2>
            <CallLog ask={ask} calls={calls} person={request.person} />
          </section>
        )}
      </div>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    { section: '/requests' },
  )
