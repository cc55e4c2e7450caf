import type { ComponentChildren } from 'preact'
import { type AskedOf, type ChampionRecord, type Learner, myPage } from '#modules/champions'
import type { Reach } from '#modules/reach'
import { londonDate } from '#platform/clock'
import type { Ask, Page } from '#platform/http/ask'
import { formatDay, formatMinutes, plural } from '#ui/format'
import { Icon } from '#ui/layout'
import { AskedCard, LearnerCard } from './my-people'
import { recordWord } from './session.page'
import type { SessionRecord } from './session.queries'
import { timeWords } from './session-time'
import { aboutWords, minutesBetween, wayWords } from './session-words'

export interface MyDay {
  readonly champion: ChampionRecord
  readonly asked: readonly AskedOf[]
  readonly learners: readonly Learner[]
  /** How to reach each learner, by their id. */
  readonly reaches: ReadonlyMap<string, Reach | undefined>
  readonly planned: readonly SessionRecord[]
  readonly held: readonly SessionRecord[]
}

interface Props {
  ask: Ask
  day: MyDay
  today: string
}

const where = (session: SessionRecord, learner: Learner | undefined): string => {
  if (session.way === 'phone') return 'By phone'
  if (session.way === 'video') return 'By video'
  if (session.place) return `At ${session.place}`
  return learner?.address ? `At home, ${[learner.address, learner.postcode].filter(Boolean).join(', ')}` : 'In person'
}

const ICONS = { in_person: 'home', phone: 'phone', video: 'tablet' } as const

const Visit = (props: Props & { session: SessionRecord; next: boolean }) => {
  const { ask, day, today, session } = props
  const on = londonDate(session.starts_at)
  const learner = day.learners.find(({ reference }) => reference === session.learner_reference)
  return (
    <li class={`digiknow-visit${props.next ? ' digiknow-visit--next' : ''}`}>
      <p class="digiknow-visit__when govuk-body">
        <span>
          {on !== today && `${formatDay(on)}, `}
          {timeWords(session.starts_at)}, {minutesBetween(session)}
        </span>
        {props.next && <strong class="govuk-tag">Next</strong>}
      </p>
      <h3 class="govuk-heading-m govuk-!-margin-bottom-1">{session.kind === 'group' ? session.title : session.learner}</h3>
      <p class="govuk-body">
        <Icon name={ICONS[session.way as keyof typeof ICONS]} /> {where(session, learner)}
      </p>
      {session.kind === 'one_to_one' && session.title && <p class="govuk-body">{session.title}</p>}
      {learner?.support_needs && (
        <p class="govuk-body">
          <b>Good to know:</b> {learner.support_needs}
        </p>
      )}
      {on <= today && (
        <a class="govuk-button govuk-button--secondary" href={`${ask.base}/sessions/${session.reference}/${recordWord(session)}`}>
          Record how it went<span class="govuk-visually-hidden"> {aboutWords(session).toLowerCase()}</span>
        </a>
      )}
      <a class="govuk-link" href={`${ask.base}/sessions/${session.reference}/cancel`}>
        It is not happening<span class="govuk-visually-hidden">: {aboutWords(session)}</span>
      </a>
    </li>
  )
}

const Part = ({ id, title, children }: { id: string; title: string; children?: ComponentChildren }) => (
  <section aria-labelledby={id} class="govuk-!-margin-bottom-7">
    <h2 class="govuk-heading-m" id={id}>
      {title}
    </h2>
    {children}
  </section>
)

const intro = ({ planned }: MyDay, today: string, now: Date): string => {
  const todays = planned.filter(({ starts_at }) => londonDate(starts_at) === today)
  const next = todays.find(({ ends_at }) => ends_at > now)
  if (todays.length === 0) return 'Nothing planned for today.'
  return `${plural(todays.length, 'session')} today.${next ? ` Next is ${next.learner ?? next.title} at ${timeWords(next.starts_at)}.` : ''}`
}

const RecordButton = ({ ask, learners }: { ask: Ask; learners: readonly Learner[] }) => {
  const [only] = learners
  if (!only) return null
  const path = learners.length === 1 ? `/my/learners/${only.reference}/sessions/record` : null
  return (
    <p class="digiknow-record govuk-!-margin-bottom-6">
      <a class="govuk-button" href={path ? ask.base + path : '#learners'}>
        <Icon name="pen" /> Record a session
      </a>
    </p>
  )
}

const Held = ({ day }: { day: MyDay }) => (
  <Part id="done" title="What you did last">
    {day.held.length === 0 && <p class="govuk-body">Sessions you record will show here.</p>}
    <ul class="digiknow-plain digiknow-done">
      {day.held.map((session) => (
        <li>
          <Icon name="tick" />
          <span>
            <b>{session.learner ?? session.title}</b>, {formatDay(londonDate(session.starts_at))},{' '}
            {formatMinutes(session.minutes ?? 0)}
            <br />
            <span class="digiknow-small">{wayWords(session.way)}</span>
          </span>
        </li>
      ))}
    </ul>
  </Part>
)

const Sessions = (props: Props & { now: Date }) => {
  const { planned } = props.day
  const next = planned.find(({ ends_at }) => ends_at > props.now)
  return (
    <Part id="sessions" title="Your sessions">
      {planned.length === 0 && <p class="govuk-body">None planned. Ring one of your learners and agree a time.</p>}
      <ul class="digiknow-plain digiknow-visits">
        {planned.map((session) => (
          <Visit {...props} session={session} next={session === next} />
        ))}
      </ul>
    </Part>
  )
}

/** A champion's day: who needs an answer, what is planned, whom they help, what they did. */
export const myDayPage = (ask: Ask, day: MyDay): Page => {
  const now = ask.ctx.clock.now()
  const today = londonDate(now)
  return myPage(
    ask,
    'My day',
    <>
      <h1 class="govuk-heading-l govuk-!-margin-bottom-1">{formatDay(today)}</h1>
      <p class="govuk-body govuk-!-margin-bottom-6">{intro(day, today, now)}</p>
      <div class="digiknow-cols digiknow-cols--wide-left">
        <div>
          <RecordButton ask={ask} learners={day.learners} />
          {day.asked.length > 0 && (
            <Part
              id="asked"
              title={
                day.asked.length === 1 ? 'Can you help this person?' : `Can you help one of these ${day.asked.length} people?`
              }
            >
              <ul class="digiknow-plain digiknow-visits">
                {day.asked.map((one) => (
                  <AskedCard ask={ask} one={one} />
                ))}
              </ul>
            </Part>
          )}
          <Sessions ask={ask} day={day} today={today} now={now} />
        </div>
        <div>
          <Part id="learners" title="Your learners">
            {day.learners.length === 0 && (
              <p class="govuk-body">Nobody yet. When someone would like your help, you will see it here.</p>
            )}
            <ul class="digiknow-plain digiknow-visits">
              {day.learners.map((learner) => (
                <LearnerCard ask={ask} learner={learner} reach={day.reaches.get(learner.person_id)} />
              ))}
            </ul>
          </Part>
          <Held day={day} />
        </div>
      </div>
    </>,
  )
}

/** For someone who may sign in as a champion but has no champion's record. */
export const noChampionPage = (ask: Ask): Page =>
  myPage(
    ask,
    'My day',
    <div class="digiknow-lede">
      <h1 class="govuk-heading-l">We cannot show your day yet</h1>
      <p class="govuk-body">
        You can sign in, but your account is not joined to a champion’s record. Ask the champion coordinator to join them. Then
        your learners and sessions will show here.
      </p>
    </div>,
  )
