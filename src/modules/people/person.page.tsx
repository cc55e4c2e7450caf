import type { ComponentChildren } from 'preact'
import type { Reach } from '#modules/reach'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { Timeline } from '#ui/layout'
import { ACCESS_NEEDS, type AccessNeed, AGE_BANDS, type AgeBand, languageName } from './person'
import type { PersonRecord } from './person.queries'
import { PersonActions } from './person-actions'
import { ReachBox } from './reaching/reach-box'
import { KINDS, type Kind } from './timeline-kinds'

const ageOf = ({ birth_year, age_band }: PersonRecord): string => {
  if (birth_year) return `Born ${birth_year}`
  return age_band ? `About ${AGE_BANDS[age_band as AgeBand].toLowerCase()}` : ''
}

const summary = (person: PersonRecord): string =>
  [ageOf(person), person.ward ?? person.postcode, person.reference].filter(Boolean).join(' · ')

const needsOf = (person: PersonRecord): string =>
  [...person.access_needs.map((need) => ACCESS_NEEDS[need as AccessNeed]), person.support_needs].filter(Boolean).join(', ')

const facts = (person: PersonRecord): [string, string][] => {
  const all: [string, string][] = [
    ['Likes to be called', person.known_as],
    ['Speaks', [person.language, ...person.also_speaks].map(languageName).join(', ')],
    ['Address', [person.address, person.postcode].filter(Boolean).join(', ')],
    ['What helps', needsOf(person)],
  ]
  return all.filter(([, value]) => value !== '')
}

const Who = ({ ask, person, reach }: { ask: Ask; person: PersonRecord; reach: Reach | undefined }) => (
  <section class="digiknow-panel digiknow-who">
    <h1 class="govuk-heading-m">{person.name}</h1>
    <p class="digiknow-soft-text">{summary(person)}</p>
    <ReachBox ask={ask} reach={reach} />
    <dl class="digiknow-dl">
      {facts(person).map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
    <PersonActions ask={ask} person={person} apart={reach?.restricted ?? false} />
  </section>
)

const Kinds = ({ ask, person, kind }: { ask: Ask; person: PersonRecord; kind: Kind }) => (
  <nav aria-label="What the timeline shows" class="digiknow-btns">
    {Object.entries(KINDS).map(([code, { label }]) => (
      <a
        class="govuk-link"
        href={`${ask.base}/people/${person.reference}?show=${code}#timeline`}
        aria-current={code === kind ? 'true' : undefined}
      >
        {code === kind ? <b>{label}</b> : label}
      </a>
    ))}
  </nav>
)

export interface PersonPageProps {
  person: PersonRecord
  reach: Reach | undefined
  panels: readonly ComponentChildren[]
  events: readonly TimelineEvent[]
  kind: Kind
  /** Where the older events begin; null when these are all. */
  older: string | null
}

/** Everything about one person: who, what is open, what came before. */
export const personPage = (ask: Ask, { person, reach, panels, events, kind, older }: PersonPageProps): Page =>
  staffPage(
    person.name,
    <div class="digiknow-desk__grid">
      <div>
        <Who ask={ask} person={person} reach={reach} />
      </div>
      <div>{panels}</div>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Kinds ask={ask} person={person} kind={kind} />
        <Timeline events={events} say={ask.house.say} />
        {older && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${ask.base}/people/${person.reference}?show=${kind}&before=${older}#timeline`}>
              Older
            </a>
          </p>
        )}
      </section>
    </div>,
    { section: '/people' },
  )
