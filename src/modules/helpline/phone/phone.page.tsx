import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, Details, TextField } from '#ui/govuk'
import { ActionButton, Form } from '#ui/layout'
import type { PhoneLine } from './phone-line'

const Own = ({ ask, line }: { ask: Ask; line: PhoneLine }) => (
  <section class="digiknow-panel" aria-labelledby="own">
    <h2 id="own">Any telephone system</h2>
    <p class="govuk-body">
      It tells us of each call at this address, signed with a secret we share:{' '}
      <code>{`${ask.origin}${ask.base}/hooks/calls`}</code>
    </p>
    {line.secret ? (
      <Details summaryText="Show the secret">
        <code class="digiknow-break">{line.secret}</code>
      </Details>
    ) : (
      <p class="govuk-body">There is no secret yet, so nothing is taken at this address.</p>
    )}
    <ActionButton action={`${ask.base}/telephone/secret`} label={line.secret ? 'Make a new secret' : 'Make a secret'} secondary />
  </section>
)

/** How the telephone announces calls to the desk: for an administrator. */
export const phonePage = (ask: Ask, attempt: Attempt, line: PhoneLine): Page =>
  staffPage(
    'Telephone',
    <>
      <h1 class="govuk-heading-l">Telephone</h1>
      <p class="govuk-body">
        When the telephone tells us of a call, the call desk offers the person who rings: before anyone has typed a word.
      </p>
      <Own ask={ask} line={line} />
      <section class="digiknow-panel" aria-labelledby="twilio">
        <h2 id="twilio">Twilio</h2>
        <Form attempt={attempt}>
          <p class="govuk-body">
            Give Twilio this address for “A call comes in” and for status changes:{' '}
            <code>{`${ask.origin}${ask.base}/hooks/calls/twilio`}</code>
          </p>
          <TextField
            attempt={attempt}
            name="twilioToken"
            label="Auth token"
            hint={
              line.twilioToken
                ? 'There is one. Leave this empty to keep it.'
                : 'From the Twilio console. It is sealed, and not shown again.'
            }
            autocomplete="off"
          />
          <TextField
            attempt={attempt}
            name="ringNumber"
            label="Where calls are put through to"
            hint="The number that rings on the helpline’s desk."
            inputmode="tel"
            width={20}
          />
          <Button preventDoubleClick>Save</Button>
        </Form>
      </section>
    </>,
    { section: '/telephone' },
  )
