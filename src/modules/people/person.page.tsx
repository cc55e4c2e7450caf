import type { ComponentChildren } from 'preact'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import type { TimelineEvent } from '#platform/module'
import { formatPhone } from '#ui/format'
import { can, Icon, Timeline } from '#ui/layout'
import { languageName, REACH_BY, type ReachBy } from './person'
import type { PersonRecord } from './person.queries'

/** Shown first wherever someone might ring or write. */
export const SafeContact = ({ words }: { words: string }) =>
  words === '' ? null : (
    <div class="digiknow-note digiknow-note--alert" role="note">
      <Icon name="shield" />
      <h2>Safe contact</h2>
      <p>{words}</p>
    </div>
  )

const summary = (person: PersonRecord): string =>
  [person.birth_year && `Born ${person.birth_year}`, person.ward ?? person.postcode, person.reference].filter(Boolean).join(' · ')

const facts = (person: PersonRecord): [string, ComponentChildren][] =>
  [
    ['Likes to be called', person.known_as],
    [
      'Phone',
      person.phones.map((number) => (
        <a class="govuk-link digiknow-nowrap" href={`tel:${number}`}>
          {formatPhone(number)}{' '}
        </a>
      )),
    ],
    ['Reach by', REACH_BY[person.reach_by as ReachBy]],
    ['Speaks', languageName(person.language)],
    ['Email', person.email],
    ['Address', [person.address, person.postcode].filter(Boolean).join(', ')],
    ['What helps', person.support_needs],
  ].filter(([, value]) => (Array.isArray(value) ? value.length > 0 : Boolean(value))) as [string, ComponentChildren][]

const Who = ({ ask, person }: { ask: Ask; person: PersonRecord }) => (
  <section class="digiknow-panel digiknow-who">
    <h1 class="govuk-heading-m">{person.name}</h1>
    <p class="digiknow-soft-text">{summary(person)}</p>
    <SafeContact words={person.safe_contact} />
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
  panels: readonly ComponentChildren[]
  events: readonly TimelineEvent[]
}

/** Everything about one person: who, what is open, what came before. */
export const personPage = (ask: Ask, { person, panels, events }: PersonPageProps): Page =>
  staffPage(
    person.name,
    <div class="digiknow-desk__grid">
      <div>
        <Who ask={ask} person={person} />
      </div>
      <div>{panels}</div>
      <section class="digiknow-panel" aria-labelledby="timeline">
        <h2 id="timeline">Timeline</h2>
        <Timeline events={events} say={ask.house.say} />
      </section>
    </div>,
    { section: '/people' },
  )
