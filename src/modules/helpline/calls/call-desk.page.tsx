import type { ComponentChildren } from 'preact'
import type { FoundPerson, PersonRecord } from '#modules/people'
import { today } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { ErrorSummary } from '#ui/govuk'
import { Icon, Timeline } from '#ui/layout'
import { inWords, NEEDS } from '../requests/request'
import type { OpenRequest } from '../requests/request.queries'
import { RequestTag } from '../requests/request-tag'
import { type DeskQueue, MOST_COUNTED } from './call.queries'
import { Caller, FindCaller, MaybeKnown, NewCaller } from './call-desk-who'
import { CallForm } from './call-form'

export interface Desk {
  /** Whom the call is with, once found. */
  readonly person: PersonRecord | null
  /** How to reach them, safely. */
  readonly reach: ComponentChildren
  readonly open: readonly OpenRequest[]
  readonly events: readonly TimelineEvent[]
  readonly typed: string
  readonly found: readonly FoundPerson[]
  /** People we know who may be the new caller, when the form was sent. */
  readonly likely: readonly FoundPerson[]
  readonly queue: DeskQueue
}

const upTo = (count: number): string => (count >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : String(count))

const Queue = ({ ask, person, queue }: { ask: Ask } & Pick<Desk, 'person' | 'queue'>) => (
  <ul class="digiknow-plain digiknow-queue digiknow-queue--3" aria-label="Now">
    <li class="is-live">
      <Icon name="phone" />
      <b>On the line</b>
      <span class="t" data-timer />
      <span>{person ? person.name : 'Find them, or add them'}</span>
    </li>
    <li>
      <Icon name="clock" />
      <b>
        <a class="govuk-link" href={`${ask.base}/requests?due=today`}>
          Due today
        </a>
      </b>
      <span class="t">{upTo(queue.today)}</span>
      <span>next steps</span>
    </li>
    <li class={queue.late > 0 ? 'is-late' : undefined}>
      <Icon name="speech" />
      <b>
        <a class="govuk-link" href={`${ask.base}/requests?due=overdue`}>
          Late
        </a>
      </b>
      <span class="t">{upTo(queue.late)}</span>
      <span>the oldest first</span>
    </li>
  </ul>
)

const OpenRequests = ({ ask, open }: { ask: Ask; open: readonly OpenRequest[] }) => (
  <section class="digiknow-panel" aria-labelledby="open">
    <h2 id="open">Open requests</h2>
    {open.length === 0 && <p class="govuk-body">Nothing is open for them now.</p>}
    <ul class="digiknow-plain digiknow-found">
      {open.map((request) => (
        <li>
          <a class="govuk-link" href={`${ask.base}/requests/${request.reference}`}>
            {request.reference}
          </a>{' '}
          {inWords(request.needs, NEEDS)} <RequestTag status={request.status} />
        </li>
      ))}
    </ul>
  </section>
)

const Left = ({ ask, attempt, desk }: { ask: Ask; attempt: Attempt; desk: Desk }) => {
  if (desk.person)
    return (
      <div>
        <Caller ask={ask} person={desk.person} reach={desk.reach} />
        <OpenRequests ask={ask} open={desk.open} />
      </div>
    )
  return (
    <div>
      {desk.likely.length > 0 && <MaybeKnown attempt={attempt} people={desk.likely} />}
      <FindCaller ask={ask} typed={desk.typed} found={desk.found} />
      <NewCaller attempt={attempt} />
    </div>
  )
}

const Before = ({ ask, desk }: { ask: Ask; desk: Desk }) =>
  desk.person ? (
    <section class="digiknow-panel" aria-labelledby="line">
      <h2 id="line">Timeline</h2>
      <Timeline events={desk.events} say={ask.house.say} />
    </section>
  ) : (
    <section class="digiknow-panel" aria-labelledby="line">
      <h2 id="line">While you find them</h2>
      <p class="govuk-body">A name is enough. Nobody needs a phone, an email address or much English to be helped.</p>
      <p class="govuk-body">Ask when it is safe to ring back. Write it down before the call ends.</p>
    </section>
  )

/** The keys of the desk. Shown by the script that makes them work. */
const Keys = () => (
  <ul class="digiknow-keys" aria-label="Keys" data-keys hidden>
    <li>
      <kbd>/</kbd> find anyone
    </li>
    <li>
      <kbd>N</kbd> notes
    </li>
    <li>
      <kbd>1–6</kbd> needs
    </li>
    <li>
      <kbd>B</kbd> what holds them back
    </li>
    <li>
      <kbd>A</kbd> next action
    </li>
    <li>
      <kbd>Ctrl ↵</kbd> save and end call
    </li>
    <li>
      <button type="button" class="digiknow-keys__switch" id="keys-switch" data-keys-switch>
        Single keys: <span data-keys-state>on</span>
      </button>
    </li>
  </ul>
)

/** The call desk: who is on the line, this call, and what came before, in that order on a phone too. */
export const callDeskPage = (ask: Ask, attempt: Attempt, desk: Desk): Page =>
  staffPage(
    desk.person ? `On the line: ${desk.person.name}` : 'Record a call',
    <>
      <ErrorSummary attempt={attempt} />
      <Queue ask={ask} person={desk.person} queue={desk.queue} />
      <div class="digiknow-desk__grid" data-call-desk>
        <Left ask={ask} attempt={attempt} desk={desk} />
        <CallForm attempt={attempt} person={desk.person?.reference ?? null} open={desk.open} today={today(ask.ctx.clock)} />
        <Before ask={ask} desk={desk} />
      </div>
      <Keys />
    </>,
    { section: '/calls/new' },
  )
