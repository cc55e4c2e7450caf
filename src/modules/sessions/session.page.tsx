import type { ComponentChildren } from 'preact'
import { myPage, onlyTheirOwn } from '#modules/champions'
import type { FoundPerson } from '#modules/people'
import { ConcernLink } from '#modules/safeguarding'
import { skillName } from '#modules/skills'
import { londonDate, today } from '#platform/clock'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatMinutes, plural } from '#ui/format'
import { can, Timeline } from '#ui/layout'
import { Attendance } from './attendance'
import type { Attendee, SessionRecord } from './session.queries'
import { aboutWords, SessionTag, wayWords, whenWords } from './session-words'

export interface SessionPageProps {
  session: SessionRecord
  attendees: readonly Attendee[]
  /** What was typed to find someone to book, and who was found. */
  typed: string
  found: readonly FoundPerson[]
  events: readonly TimelineEvent[]
}

const link = (ask: Ask, path: string, label: ComponentChildren, show: boolean): ComponentChildren =>
  show ? (
    <a class="govuk-link" href={ask.base + path}>
      {label}
    </a>
  ) : (
    label
  )

const facts = (ask: Ask, session: SessionRecord): [string, ComponentChildren][] =>
  (
    [
      ['When', whenWords(session)],
      ['How', wayWords(session.way)],
      ['Place', [session.place, session.place_address].filter(Boolean).join(', ')],
      [
        'Champion',
        session.champion && link(ask, `/champions/${session.champion_reference}`, session.champion, can(ask, 'champion.read')),
      ],
      ['Learner', session.learner && link(ask, `/people/${session.learner_reference}`, session.learner, can(ask, 'person.read'))],
      ['Request', session.request && link(ask, `/requests/${session.request}`, session.request, can(ask, 'request.read'))],
      ['For', session.kind === 'one_to_one' && session.title],
      ['Took', session.minutes && formatMinutes(session.minutes)],
      ['Practised', session.skills.map(skillName).join(', ')],
      ['Notes', session.notes],
      ['Others', session.head_count > 0 && plural(session.head_count, 'person', 'people')],
    ] as [string, ComponentChildren][]
  ).filter(([, value]) => Boolean(value))

const Facts = ({ ask, session }: { ask: Ask; session: SessionRecord }) => (
  <section class="digiknow-panel digiknow-who">
    <h1 class="govuk-heading-m">{aboutWords(session)}</h1>
    <p class="digiknow-soft-text">
      {session.reference} <SessionTag session={session} />
    </p>
    <dl class="digiknow-dl">
      {facts(ask, session).map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
    {session.status === 'planned' && (
      <div class="digiknow-btns">
        {londonDate(session.starts_at) <= today(ask.ctx.clock) && (
          <a class="govuk-button" href={`${ask.base}/sessions/${session.reference}/${recordWord(session)}`}>
            Record how it went
          </a>
        )}
        <a class="govuk-link" href={`${ask.base}/sessions/${session.reference}/cancel`}>
          Cancel it
        </a>
      </div>
    )}
    <ConcernLink ask={ask} about={{ session: session.reference, person: session.learner_reference }} />
  </section>
)

/** The last part of the address where a session is recorded. */
export const recordWord = ({ kind }: Pick<SessionRecord, 'kind'>): string => (kind === 'group' ? 'record-group' : 'record')

/** One session: what was planned, who came, what was practised. */
export const sessionPage = (ask: Ask, props: SessionPageProps): Page => {
  const { session, events } = props
  const list = session.kind === 'group' && <Attendance ask={ask} {...props} />
  if (onlyTheirOwn(ask.ctx.actor))
    return myPage(
      ask,
      aboutWords(session),
      <>
        <Facts ask={ask} session={session} />
        {list}
      </>,
    )
  return staffPage(
    aboutWords(session),
    <div class="digiknow-desk__grid">
      <div>
        <Facts ask={ask} session={session} />
      </div>
      <div>{list}</div>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    { section: '/sessions' },
  )
}
