import type { Ask } from '#platform/http/ask'
import { formatPhone } from '#ui/format'
import { Button } from '#ui/govuk'
import { openNow } from './opening'

/** Five doorways and the people in them. */
const Arches = () => (
  <svg class="digiknow-arches" viewBox="0 0 640 220" preserveAspectRatio="xMaxYMax meet" aria-hidden="true" focusable="false">
    <path class="digiknow-f-deep" d="M8 220V180a56 56 0 0 1 112 0V220z" />
    <path class="digiknow-f-mid" d="M136 220V136a56 56 0 0 1 112 0V220z" />
    <path class="digiknow-f-sand" d="M264 220V86a56 56 0 0 1 112 0V220z" />
    <path class="digiknow-f-amid" d="M392 220V108a56 56 0 0 1 112 0V220z" />
    <path class="digiknow-f-soft" d="M520 220V62a56 56 0 0 1 112 0V220z" />
    <path class="digiknow-f-brand" d="M296 220V160a24 24 0 0 1 48 0V220zM168 220V188a24 24 0 0 1 48 0V220z" />
    <path class="digiknow-f-deep" d="M424 220V174a24 24 0 0 1 48 0V220z" />
    <path class="digiknow-f-accent" d="M552 220V132a24 24 0 0 1 48 0V220z" />
    <circle class="digiknow-f-brand" cx="320" cy="104" r="19" />
    <circle class="digiknow-f-deep" cx="448" cy="119" r="18" />
    <circle class="digiknow-f-brand" cx="192" cy="136" r="16" />
    <circle class="digiknow-f-accent" cx="576" cy="78" r="20" />
  </svg>
)

const RingUs = ({ ask, number }: { ask: Ask; number: string }) => {
  const open = openNow(ask.alliance.helplineHours, ask.ctx.clock.now())
  return (
    <>
      <h1 class="govuk-heading-l">
        Ring us. <span class="digiknow-nowrap">A person answers.</span>
      </h1>
      <p class="digiknow-hero__num">
        <a href={`tel:${number}`}>{formatPhone(number)}</a>
      </p>
      <p class={open ? 'digiknow-hero__open govuk-body' : 'govuk-body'}>{open ?? ask.alliance.helplineHours}</p>
    </>
  )
}

/** The first thing anyone sees: the number to ring, or the way to ask where there is none. */
export const Hero = ({ ask }: { ask: Ask }) => {
  const { helplineNumber } = ask.alliance
  return (
    <div class="digiknow-hero">
      <div class="govuk-width-container digiknow-hero__in">
        <Arches />
        <div class="digiknow-hero__txt">
          {helplineNumber ? (
            <RingUs ask={ask} number={helplineNumber} />
          ) : (
            <h1 class="govuk-heading-l">Help with phones, tablets and the internet</h1>
          )}
          <p class="govuk-body-l">
            Stuck with a phone, a form or the internet? We find you a patient person nearby, or lend you a tablet. It is free, and
            there is no such thing as a silly question.
          </p>
          <div class="digiknow-hero__also">
            <Button classes="govuk-button--inverse" href={`${ask.base}/help`}>
              {helplineNumber ? 'Ask us to ring you' : 'Ask us for help'}
            </Button>
          </div>
        </div>
      </div>
    </div>
  )
}
