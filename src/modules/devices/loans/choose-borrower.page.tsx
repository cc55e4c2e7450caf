import type { FoundPerson } from '#modules/people'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button } from '#ui/govuk'

interface ChooseBorrowerProps {
  device: string
  typed: string
  found: readonly FoundPerson[]
  partners: readonly { value: string; label: string }[]
}

/** From a device to the person or partner it is for. */
export const chooseBorrowerPage = (ask: Ask, { device, typed, found, partners }: ChooseBorrowerProps): Page =>
  staffPage(
    `Who is ${device} for?`,
    <section class="digiknow-panel">
      <h1 class="govuk-heading-l">Who is {device} for?</h1>
      <form method="get" class="digiknow-filters">
        <div class="govuk-form-group">
          <label class="govuk-label" for="q">
            A person: name, phone, postcode or reference
          </label>
          <input class="govuk-input" id="q" name="q" type="search" value={typed} />
        </div>
        <Button>Find</Button>
      </form>
      <ul class="digiknow-plain digiknow-found">
        {found.map((person) => (
          <li>
            <a class="govuk-link" href={`${ask.base}/people/${person.reference}/lend?device=${device}`}>
              {person.name}
            </a>{' '}
            <span class="digiknow-soft-text">
              {[person.ward ?? person.postcode, person.reference].filter(Boolean).join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {typed && found.length === 0 && <p class="govuk-body">We know nobody by that. Try part of the name, or the postcode.</p>}
      {partners.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Or a partner</h2>
          <ul class="digiknow-plain digiknow-found">
            {partners.map((partner) => (
              <li>
                <a class="govuk-link" href={`${ask.base}/partners/${partner.value}/lend?device=${device}`}>
                  {partner.label}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>,
    { section: '/devices' },
  )
