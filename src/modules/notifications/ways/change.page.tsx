import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { Button, CheckboxField, PasswordField, RadiosField, SelectField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { CARRIERS } from './carriers'
import { EMAIL_BY, LETTER_BY, TEXT_BY } from './ways-form'

const carriersOf = (names: readonly string[], nobody: string) =>
  names.map((value) => ({ value, label: value === 'none' ? nobody : (CARRIERS[value] ?? value) }))

interface Part {
  readonly attempt: Attempt
}

const Who = ({ attempt }: Part) => (
  <section class="digiknow-panel" aria-label="Who carries what">
    <RadiosField attempt={attempt} name="textBy" legend="Texts" options={carriersOf(TEXT_BY, 'We send no texts')} />
    <RadiosField
      attempt={attempt}
      name="emailBy"
      legend="Emails"
      hint="GOV.UK Notify takes no attachments: by it, a copy of an agreement is in words, without the signed PDF."
      options={carriersOf(EMAIL_BY, 'We send no emails')}
    />
    <RadiosField attempt={attempt} name="letterBy" legend="Letters" options={carriersOf(LETTER_BY, 'We send no letters')} />
  </section>
)

const kept = (has: boolean): string =>
  has ? 'We have one. Leave this empty to keep it.' : 'We seal it, and never show it again.'

const Notify = ({ attempt, hasKey }: Part & { hasKey: boolean }) => (
  <section class="digiknow-panel" aria-labelledby="notify">
    <h2 id="notify">GOV.UK Notify</h2>
    <PasswordField attempt={attempt} name="notifyKey" label="API key" hint={kept(hasKey)} autocomplete="off" />
    <TextField
      attempt={attempt}
      name="notifyTextTemplate"
      label="Template ID for texts"
      hint="A text template that holds only ((message))."
      spellcheck={false}
    />
    <TextField
      attempt={attempt}
      name="notifyEmailTemplate"
      label="Template ID for emails"
      hint="An email template with the subject ((subject)) and the message ((message)), and under it ((paper)) for papers."
      spellcheck={false}
    />
    <TextField attempt={attempt} name="notifyTextSender" label="Text message sender ID (optional)" spellcheck={false} />
    <TextField attempt={attempt} name="notifyReplyTo" label="Reply-to email address ID (optional)" spellcheck={false} />
    <SelectField
      attempt={attempt}
      name="notifyPostage"
      label="Postage for letters"
      options={[
        { value: 'first', label: 'First class' },
        { value: 'second', label: 'Second class' },
        { value: 'economy', label: 'Economy' },
      ]}
    />
    <TextField attempt={attempt} name="notifyPerMinute" label="Most in a minute" width={5} inputmode="numeric" />
  </section>
)

const Twilio = ({ attempt, hasToken }: Part & { hasToken: boolean }) => (
  <section class="digiknow-panel" aria-labelledby="twilio">
    <h2 id="twilio">Twilio</h2>
    <p class="govuk-body">Only for alliances that may not use GOV.UK Notify.</p>
    <TextField attempt={attempt} name="twilioAccount" label="Account SID" spellcheck={false} />
    <PasswordField attempt={attempt} name="twilioToken" label="Auth token" hint={kept(hasToken)} autocomplete="off" />
    <TextField
      attempt={attempt}
      name="twilioSender"
      label="Number your texts come from"
      hint="Such as +447700900123, or the SID of a messaging service."
      spellcheck={false}
    />
    <TextField attempt={attempt} name="twilioPerMinute" label="Most in a minute" width={5} inputmode="numeric" />
  </section>
)

const When = ({ attempt }: Part) => (
  <section class="digiknow-panel" aria-labelledby="when">
    <h2 id="when">When not to send</h2>
    <TextField
      attempt={attempt}
      name="quietFrom"
      label="Quiet from"
      hint="Such as 20:00. The same two times mean never."
      width={5}
    />
    <TextField attempt={attempt} name="quietUntil" label="Quiet until" hint="Such as 08:00." width={5} />
    <CheckboxField attempt={attempt} name="quietRestDays" label="Nothing on Sundays and bank holidays" />
    <TextField
      attempt={attempt}
      name="dailyCap"
      label="Most messages in one day"
      hint="A guard against mistakes. What is over it goes the next day."
      width={5}
      inputmode="numeric"
    />
  </section>
)

export interface Held {
  readonly notifyKey: boolean
  readonly twilioToken: boolean
}

/** The form for how an alliance sends. */
export const changeWaysPage = (ask: Ask, attempt: Attempt, held: Held): Page =>
  staffPage(
    'Change the ways to send messages',
    <>
      <div class="digiknow-top">
        <h1 class="govuk-heading-l">Change the ways to send messages</h1>
      </div>
      <Form attempt={attempt}>
        <Who attempt={attempt} />
        <Notify attempt={attempt} hasKey={held.notifyKey} />
        <Twilio attempt={attempt} hasToken={held.twilioToken} />
        <When attempt={attempt} />
        <div class="govuk-button-group">
          <Button preventDoubleClick>Save these ways</Button>
          <a class="govuk-link" href={`${ask.base}/ways`}>
            Cancel
          </a>
        </div>
      </Form>
    </>,
    { section: '/ways' },
  )
