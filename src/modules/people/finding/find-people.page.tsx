import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button } from '#ui/govuk'
import { can } from '#ui/layout'
import { SafePlanTag } from '../reaching/reach-box'
import type { FoundPerson } from './by-tokens'

const told = (person: FoundPerson): string =>
  [person.birth_year && `born ${person.birth_year}`, person.ward ?? person.postcode, person.reference].filter(Boolean).join(', ')

/** One box that finds anyone; who was found; and, when it is nobody, the way to make them. */
export const findPeoplePage = (ask: Ask, typed: string, found: readonly FoundPerson[]): Page =>
  staffPage(
    'Find a person',
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">Find a person</h1>
      <form method="get" class="digiknow-filters">
        <div class="govuk-form-group">
          <label class="govuk-label" for="q">
            Name, phone, postcode or reference
          </label>
          <input class="govuk-input" id="q" name="q" type="search" value={typed} autofocus />
        </div>
        <Button>Find</Button>
      </form>
      {found.length > 0 && (
        <ul class="digiknow-plain digiknow-found govuk-!-margin-top-4">
          {found.map((person) => (
            <li>
              <a class="govuk-link" href={`${ask.base}/people/${person.reference}`}>
                {person.name}
              </a>{' '}
              <span class="digiknow-soft-text">{told(person)}</span>
              <SafePlanTag plan={person.safe_plan} />
            </li>
          ))}
        </ul>
      )}
      {typed && found.length === 0 && <p class="govuk-body">We know nobody by that. Try part of the name, or the postcode.</p>}
      {typed && can(ask, 'person.record') && (
        <p class="govuk-body">
          Not there?{' '}
          <a class="govuk-link" href={`${ask.base}/people/new?name=${encodeURIComponent(typed)}`}>
            Add a new person
          </a>
        </p>
      )}
      {typed && can(ask, 'person.break-glass') && (
        <p class="govuk-body-s">
          A few people’s records are kept apart, to keep them safe.{' '}
          <a class="govuk-link" href={`${ask.base}/kept-apart?who=${encodeURIComponent(typed)}`}>
            Ask for one
          </a>
        </p>
      )}
    </section>,
    { section: '/find' },
  )
