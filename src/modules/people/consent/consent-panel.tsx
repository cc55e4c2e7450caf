import { londonDate, today } from '#platform/clock'
import type { Ask } from '#platform/http/ask'
import { formatDate } from '#ui/format'
import { can } from '#ui/layout'
import { HOW_SAID, type How, PURPOSES, type Purpose } from './consent'
import { type ConsentRecord, counts } from './consent.queries'

const told = (consent: ConsentRecord): string =>
  [
    `${HOW_SAID[consent.how as How]} on ${formatDate(consent.given_on)}`,
    consent.told && `to ${consent.told}`,
    consent.on_behalf && `by ${consent.on_behalf}`,
    consent.ends_on && `until ${formatDate(consent.ends_on)}`,
    consent.withdrawn_at && `taken back on ${formatDate(londonDate(consent.withdrawn_at))}`,
  ]
    .filter(Boolean)
    .join(', ')

const Line = ({ ask, consent, now }: { ask: Ask; consent: ConsentRecord; now: string }) => {
  const stands = counts(consent, now)
  return (
    <li>
      <b>
        {PURPOSES[consent.purpose as Purpose]}
        {consent.partner && `: ${consent.partner}`}
      </b>{' '}
      {!stands && <strong class="govuk-tag govuk-tag--grey">{consent.withdrawn_at ? 'Taken back' : 'Ended'}</strong>}
      <div class="digiknow-soft-text">{told(consent)}</div>
      {stands && can(ask, 'consent.withdraw') && (
        <a class="govuk-link" href={`${ask.base}/consents/${consent.id}/withdraw`}>
          They take it back<span class="govuk-visually-hidden">: {PURPOSES[consent.purpose as Purpose].toLowerCase()}</span>
        </a>
      )}
    </li>
  )
}

interface PanelProps {
  ask: Ask
  person: { readonly reference: string }
  consents: readonly ConsentRecord[]
}

/** What a person agrees to, on their page. */
export const ConsentPanel = ({ ask, person, consents }: PanelProps) => (
  <section class="digiknow-panel" aria-labelledby="consent">
    <header>
      <h2 id="consent">What they agree to</h2>
      {can(ask, 'consent.give') && (
        <a class="govuk-link" href={`${ask.base}/people/${person.reference}/consent/new`}>
          Add
        </a>
      )}
    </header>
    {consents.length === 0 && <p class="govuk-body">Nothing is written down yet. Ask if we may keep their details.</p>}
    <ul class="digiknow-plain digiknow-lines">
      {consents.map((consent) => (
        <Line ask={ask} consent={consent} now={today(ask.ctx.clock)} />
      ))}
    </ul>
  </section>
)
