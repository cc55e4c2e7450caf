import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import { BackLink, Button, CheckboxesField, CheckboxField, optionsOf, TextAreaField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import type { PersonRecord } from '../person.queries'
import { DAYS } from '../reaching/safe-hours'
import { ROW_NAMES, ROWS } from './plan'

const Hours = ({ attempt }: { attempt: Attempt }) => (
  <fieldset class="govuk-fieldset">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">When it is safe to ring</legend>
    <p class="govuk-hint">
      Leave this empty if any time is safe. Times as 10:00 or 10am. At other times their number is not shown.
    </p>
    {ROWS.map((row) => (
      <div class="digiknow-hours">
        <CheckboxesField attempt={attempt} name={`day${row}`} legend={ROW_NAMES[row]} options={optionsOf(DAYS)} small />
        <div class="digiknow-filters">
          <TextField attempt={attempt} name={`from${row}`} label="From" width={5} autocomplete="off" />
          <TextField attempt={attempt} name={`until${row}`} label="Until" width={5} autocomplete="off" />
        </div>
      </div>
    ))}
  </fieldset>
)

const Fields = ({ attempt }: { attempt: Attempt }) => (
  <>
    <TextAreaField
      attempt={attempt}
      name="words"
      label="What to know before you ring or write"
      hint="Such as: ask for them by name, hang up if a man answers."
      rows={2}
    />
    <TextField
      attempt={attempt}
      name="safeNumber"
      label="The only number it is safe to ring"
      hint="Leave empty if all of their numbers are safe. With one here, no other is shown."
      inputmode="tel"
      width={20}
    />
    <Hours attempt={attempt} />
    <CheckboxField attempt={attempt} name="voicemailOk" label="It is safe to leave a voicemail" />
    <TextField
      attempt={attempt}
      name="ourName"
      label="What to call ourselves"
      hint="If it is not safe to say who we are. Such as: the library."
      width={20}
    />
    <CheckboxField attempt={attempt} name="neverText" label="Never send a text" />
    <CheckboxField attempt={attempt} name="neverWrite" label="Never write, by letter or by email" />
    <TextField attempt={attempt} name="safeEmail" label="The only email address it is safe to write to" width={30} />
  </>
)

/** The page of a safe contact plan: what is safe, and what never is. */
export const planPage = (ask: Ask, attempt: Attempt, person: PersonRecord, hasPlan: boolean): Page => {
  const path = `${ask.base}/people/${person.reference}`
  return staffPage(
    'Safe contact plan',
    <>
      <BackLink href={path}>Back</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l govuk-!-margin-bottom-1">Safe contact plan</h1>
          <p class="digiknow-soft-text">For {person.name}</p>
          <p class="govuk-body">
            Every message and every call obeys this from now on. What is not safe is shown only where their details are put right.
          </p>
          <Fields attempt={attempt} />
          <Button preventDoubleClick>Save this plan</Button>
        </Form>
        {hasPlan && (
          <a class="govuk-link" href={`${path}/safe-contact/end`}>
            They need no plan any more
          </a>
        )}
      </section>
    </>,
    { section: '/people' },
  )
}

/** Asked before a plan ends: from then on every number may be rung, and every message may be sent. */
export const endPlanPage = (ask: Ask, attempt: Attempt, person: PersonRecord, plan: string): Page => {
  const title = 'Do they need no plan any more?'
  return staffPage(
    title,
    <>
      <BackLink href={`${ask.base}/people/${person.reference}/safe-contact`}>Back to the plan</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l govuk-!-margin-bottom-1">{title}</h1>
          <p class="digiknow-soft-text">For {person.name}</p>
          <p class="govuk-inset-text">{plan}</p>
          <p class="govuk-body">
            Ask them first. Everything in their plan goes. From then on all of their numbers are shown, and we may ring, text and
            write to them as to anyone.
          </p>
          <Button preventDoubleClick>End their plan</Button>
        </Form>
      </section>
    </>,
    { section: '/people' },
  )
}
