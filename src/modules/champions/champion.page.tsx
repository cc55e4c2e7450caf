import type { ComponentChildren } from 'preact'
import { languageName } from '#modules/people'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatDate, plural } from '#ui/format'
import { ActionButton, can, Timeline } from '#ui/layout'
import { freeWords, KINDS, milesOf, sentence, WAYS } from './champion'
import type { ChampionRecord } from './champion.queries'
import type { MatchRecord } from './match.queries'
import { StatusTag } from './status-tag'

const dateOrNull = (day: string | null): string | null => day && formatDate(day)

const facts = (champion: ChampionRecord): [string, ComponentChildren][] =>
  (
    [
      ['Kind', KINDS[champion.kind as keyof typeof KINDS]],
      ['Speaks', champion.languages.map(languageName).join(', ')],
      ['Helps', sentence(champion.ways, WAYS)],
      ['Travels', champion.ways.includes('in_person') && `up to ${plural(milesOf(champion.travels_km), 'mile')}`],
      ['Takes', `up to ${plural(champion.max_learners, 'learner')}`],
      ['Applied', formatDate(champion.applied_on)],
      ['Checked', dateOrNull(champion.checked_on)],
      ['Trained', dateOrNull(champion.trained_on)],
      ['Active', dateOrNull(champion.active_on)],
      ['Left', dateOrNull(champion.left_on)],
    ] as [string, ComponentChildren][]
  ).filter(([, value]) => Boolean(value))

const Move = ({ ask, at, label }: { ask: Ask; at: string; label: string }) => (
  <ActionButton action={`${ask.base}${at}`} label={label} secondary />
)

/** The moves that may follow now, for those who may make them. */
const Moves = ({ ask, champion }: { ask: Ask; champion: ChampionRecord }) => {
  const { status } = champion
  const at = `/champions/${champion.reference}`
  return (
    <div class="digiknow-btns">
      {status === 'applied' && can(ask, 'champion.activate') && (
        <a class="govuk-button" href={`${ask.base}${at}/activate`}>
          Checked and trained
        </a>
      )}
      {status === 'active' && can(ask, 'champion.pause') && <Move ask={ask} at={`${at}/pause`} label="Take a break" />}
      {status === 'paused' && can(ask, 'champion.resume') && <Move ask={ask} at={`${at}/resume`} label="Back from a break" />}
      {status !== 'left' && can(ask, 'champion.leave') && <Move ask={ask} at={`${at}/leave`} label="Leaves" />}
    </div>
  )
}

const Who = ({ ask, champion }: { ask: Ask; champion: ChampionRecord }) => (
  <section class="digiknow-panel digiknow-who">
    <h1 class="govuk-heading-m">{champion.name}</h1>
    <p class="digiknow-soft-text">
      Champion · {champion.reference} <StatusTag status={champion.status} />
    </p>
    <dl class="digiknow-dl">
      {facts(champion).map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
    <div class="digiknow-btns">
      {can(ask, 'person.read') && (
        <a class="govuk-link" href={`${ask.base}/people/${champion.reference}`}>
          Their own record
        </a>
      )}
      {can(ask, 'champion.correct') && (
        <a class="govuk-link" href={`${ask.base}/champions/${champion.reference}/correct`}>
          Put details right
        </a>
      )}
    </div>
    <Moves ask={ask} champion={champion} />
  </section>
)

const Free = ({ champion }: { champion: ChampionRecord }) => (
  <section class="digiknow-panel" aria-labelledby="free">
    <h2 id="free">When they are free</h2>
    {champion.availability.length === 0 && <p class="govuk-body">They have not said yet.</p>}
    <ul class="digiknow-plain">
      {champion.availability.map((free) => (
        <li>{freeWords(free)}</li>
      ))}
    </ul>
  </section>
)

const Learners = ({ ask, matches, champion }: { ask: Ask; matches: readonly MatchRecord[]; champion: ChampionRecord }) => (
  <section class="digiknow-panel" aria-labelledby="learners">
    <h2 id="learners">
      {matches.filter(({ status }) => status === 'accepted').length} of {plural(champion.max_learners, 'learner')} now
    </h2>
    {matches.length === 0 && <p class="govuk-body">Nobody at the moment. Find them someone from a request.</p>}
    <ul class="digiknow-plain digiknow-found">
      {matches.map((match) => (
        <li>
          <a class="govuk-link" href={`${ask.base}/requests/${match.request}`}>
            {match.learner}
          </a>{' '}
          <span class="digiknow-soft-text">{match.request}</span> <StatusTag status={match.status} />
        </li>
      ))}
    </ul>
  </section>
)

export interface ChampionPageProps {
  champion: ChampionRecord
  matches: readonly MatchRecord[]
  panels: readonly ComponentChildren[]
  events: readonly TimelineEvent[]
}

/** Everything about one champion: what they offer, whom they help, what came before. */
export const championPage = (ask: Ask, { champion, matches, panels, events }: ChampionPageProps): Page =>
  staffPage(
    champion.name,
    <div class="digiknow-desk__grid">
      <div>
        <Who ask={ask} champion={champion} />
      </div>
      <div>
        <Learners ask={ask} matches={matches} champion={champion} />
        {panels}
        <Free champion={champion} />
      </div>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    { section: '/champions' },
  )
