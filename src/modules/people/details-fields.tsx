import type { Attempt } from '#platform/forms'
import { CheckboxesField, CheckboxField, optionsOf, SelectField, TextAreaField, TextField } from '#ui/govuk'
import { ACCESS_NEEDS, AGE_BANDS, LANGUAGES, REACH_BY } from './person'

interface Part {
  attempt: Attempt
}

const NameFields = ({ attempt }: Part) => (
  <>
    <TextField attempt={attempt} name="name" label="Name" autocomplete="off" />
    <TextField attempt={attempt} name="knownAs" label="What they like to be called, if different" autocomplete="off" />
    <TextField
      attempt={attempt}
      name="sayAs"
      label="Who to ask for on the phone, if different"
      hint="Such as “Mrs O’Neill”, or how to say the name."
      autocomplete="off"
    />
  </>
)

const WAYS = [
  ['firstWay', 'Best way to reach them'],
  ['secondWay', 'If that does not work'],
  ['thirdWay', 'And if that does not'],
] as const

const WayFields = ({ attempt }: Part) => (
  <fieldset class="govuk-fieldset">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">How they like to be reached</legend>
    {WAYS.map(([name, label]) => (
      <SelectField attempt={attempt} name={name} label={label} options={optionsOf(REACH_BY)} emptyLabel="They have not said" />
    ))}
    <TextField
      attempt={attempt}
      name="reachThrough"
      label="Through whom, if through someone"
      hint="Who they are, and how to reach them. Such as: daughter Ellen, 07700 900123."
    />
    <TextField attempt={attempt} name="bestTimes" label="Best times" hint="Such as: mornings, not Fridays." />
    <CheckboxField attempt={attempt} name="doNotCall" label="Do not call them" />
  </fieldset>
)

const ContactFields = ({ attempt }: Part) => (
  <>
    <p class="govuk-body">
      Do not ring or write from this page: it has every number, safe or not. Their own page says what is safe.
    </p>
    <TextAreaField
      attempt={attempt}
      name="phones"
      label="Phone numbers"
      hint="The best first, one a line. You can add a word after a number: 0161 496 0123 home."
      rows={3}
    />
    <TextAreaField attempt={attempt} name="emails" label="Email addresses" hint="The best first, one a line." rows={2} />
    <WayFields attempt={attempt} />
    <TextField attempt={attempt} name="postcode" label="Postcode" width={10} autocomplete="off" />
    <TextField
      attempt={attempt}
      name="address"
      label="Address"
      hint="Only if you need it to visit or to post something."
      autocomplete="off"
    />
  </>
)

/** The whole of a person's record, to put right. */
export const DetailsFields = ({ attempt }: Part) => (
  <>
    <NameFields attempt={attempt} />
    <ContactFields attempt={attempt} />
    <SelectField attempt={attempt} name="language" label="Language they speak best" options={optionsOf(LANGUAGES)} />
    <CheckboxesField attempt={attempt} name="alsoSpeaks" legend="Also speaks" options={optionsOf(LANGUAGES)} small />
    <CheckboxField attempt={attempt} name="interpreter" label="Needs an interpreter" />
    <CheckboxesField attempt={attempt} name="accessNeeds" legend="What helps them" options={optionsOf(ACCESS_NEEDS)} small />
    <TextField attempt={attempt} name="supportNeeds" label="What else helps them" hint="Such as going slowly, or a quiet room." />
    <TextField attempt={attempt} name="birthYear" label="Year they were born" width={4} inputmode="numeric" />
    <SelectField
      attempt={attempt}
      name="ageBand"
      label="Or about how old they are"
      options={optionsOf(AGE_BANDS)}
      emptyLabel="Not known"
    />
  </>
)
