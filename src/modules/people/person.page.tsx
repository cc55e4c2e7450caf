import type { ComponentChildren } from 'preact'
import type { Reach } from '#modules/reach'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { can, Timeline } from '#ui/layout'
import { ACCESS_NEEDS, type AccessNeed, AGE_BANDS, type AgeBand, languageName } from './person'
import type { PersonRecord } from './person.queries'
import { ReachBox } from './reaching/reach-box'

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
    {can(ask, 'person.correct') && (
      <p class="govuk-!-margin-top-2 govuk-!-margin-bottom-0">
        <a class="govuk-link" href={`${ask.base}/people/${person.reference}/correct`}>
          Put details right
        </a>
      </p>
    )}
  </section>
)

export interface PersonPageProps {
  person: PersonRecord
  reach: Reach | undefined
  panels: readonly ComponentChildren[]
  events: readonly TimelineEvent[]
}

/** Everything about one person: who, what is open, what came before. */
export const personPage = (ask: Ask, { person, reach, panels, events }: PersonPageProps): Page =>
  staffPage(
    person.name,
    <div class="digiknow-desk__grid">
      <div>
        <Who ask={ask} person={person} reach={reach} />
      </div>
      <div>{panels}</div>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    { section: '/people' },
  )
