import type { ComponentChildren } from 'preact'
import { londonTime } from '#modules/callbacks'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { formatPhone, formatTime } from '#ui/format'
import { ActionButton, Icon } from '#ui/layout'
import { MOST_COUNTED } from './call.queries'
import type { RingingCall } from './incoming'
import type { DeskNow } from './now.queries'

export interface NowProps {
  ask: Ask
  now: DeskNow
}

const upTo = (count: number): string => (count >= MOST_COUNTED ? `${MOST_COUNTED - 1}+` : String(count))

const told = ({ known_as, birth_year, reference }: RingingCall['people'][number]): string =>
  [known_as && `likes “${known_as}”`, birth_year && `born ${birth_year}`, reference].filter(Boolean).join(', ')

const RingingOne = ({ ask, call }: { ask: Ask; call: RingingCall }) => {
  const take = `${ask.base}/calls/incoming/${call.id}/take`
  return (
    <li data-goes-in={call.goesIn}>
      <b>{call.from_number ? `${formatPhone(call.from_number)} rings` : 'Someone rings. The number is withheld'}</b>{' '}
      <span class="digiknow-soft-text">since {formatTime(londonTime(call.rang_at))}</span>
      {call.from_number && call.people.length === 0 && <span> Unknown number.</span>}
      {call.people.length > 1 && <span> {call.people.length} people share it.</span>}
      <div class="digiknow-btns">
        {call.people.map((person) => (
          <>
            <ActionButton action={take} label={`Answer ${person.name}`} fields={{ person: person.reference }} />
            <span class="digiknow-soft-text">{told(person)}</span>
          </>
        ))}
        <ActionButton
          action={take}
          label={call.people.length > 0 ? 'Someone else' : 'Answer'}
          secondary={call.people.length > 0}
        />
      </div>
    </li>
  )
}

/** Calls the telephone announces. Each goes by itself once it is not taken for ringing any more, and the panel with the last. */
export const Ringing = ({ ask, now }: NowProps) => (
  <div id="now-ringing" data-live-part role="status">
    {now.ringing.length > 0 && (
      <section
        class="digiknow-panel digiknow-ringing"
        aria-label="The telephone rings"
        data-goes-in={Math.max(...now.ringing.map(({ goesIn }) => goesIn))}
      >
        <ul class="digiknow-plain digiknow-found">
          {now.ringing.map((call) => (
            <RingingOne ask={ask} call={call} />
          ))}
        </ul>
      </section>
    )}
  </div>
)

const Tile = (props: { id: string; icon: 'phone' | 'clock' | 'speech'; late?: boolean; children: ComponentChildren }) => (
  <li id={props.id} data-live-part class={props.late ? 'is-late' : undefined}>
    <Icon name={props.icon} />
    {props.children}
  </li>
)

/** The numbers across the top of the desk: each leads to what it counts. */
export const Tiles = ({ ask, now }: NowProps) => (
  <>
    <Tile id="now-to-ring" icon="phone" late={false}>
      <b>
        <a class="govuk-link" href={`${ask.base}/call-backs`}>
          To ring now
        </a>
      </b>
      <span class="t">{upTo(now.toRing)}</span>
      <span>people we owe a call</span>
    </Tile>
    <Tile id="now-today" icon="clock">
      <b>
        <a class="govuk-link" href={`${ask.base}/requests?due=today`}>
          Due today
        </a>
      </b>
      <span class="t">{upTo(now.today)}</span>
      <span>next steps</span>
    </Tile>
    <Tile id="now-late" icon="speech" late={now.late > 0}>
      <b>
        <a class="govuk-link" href={`${ask.base}/requests?due=overdue`}>
          Late
        </a>
      </b>
      <span class="t">{upTo(now.late)}</span>
      <span>the oldest first</span>
    </Tile>
  </>
)

/** Who is on which call, so that nobody rings the same person. */
export const OnCalls = ({ ask, now }: NowProps) => (
  <p id="now-on-calls" data-live-part class="digiknow-soft-text digiknow-on-calls">
    {now.onCalls.length > 0 && 'On a call: '}
    {now.onCalls.map(({ worker, person, name, since }, at) => (
      <>
        {at > 0 && '; '}
        {worker}
        {person && (
          <>
            {' with '}
            <a class="govuk-link" href={`${ask.base}/people/${person}`}>
              {name}
            </a>
          </>
        )}{' '}
        since {formatTime(londonTime(since))}
      </>
    ))}
  </p>
)

/** The parts of the desk that change by themselves, for open screens to fetch; without a script, a page to look at. */
export const nowPage = (ask: Ask, now: DeskNow): Page =>
  staffPage(
    'At the desk now',
    <>
      <h1 class="govuk-heading-l">At the desk now</h1>
      <Ringing ask={ask} now={now} />
      <ul class="digiknow-plain digiknow-queue">
        <Tiles ask={ask} now={now} />
      </ul>
      <OnCalls ask={ask} now={now} />
    </>,
    { section: '/calls/new' },
  )
