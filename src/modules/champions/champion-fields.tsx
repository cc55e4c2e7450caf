import { LANGUAGES } from '#modules/people'
import type { Attempt } from '#platform/forms'
import { CheckboxesField, optionsOf, RadiosField, TextField } from '#ui/govuk'
import { freeFields, KINDS, WAYS, WEEKDAYS } from './champion'

const Time = ({ attempt, name, day, label }: { attempt: Attempt; name: string; day: string; label: string }) => (
  <TextField
    attempt={attempt}
    name={name}
    width={5}
    label={
      <>
        <span class="govuk-visually-hidden">{day} </span>
        {label}
      </>
    }
  />
)

const Week = ({ attempt }: { attempt: Attempt }) => (
  <fieldset class="govuk-fieldset govuk-form-group">
    <legend class="govuk-fieldset__legend">When they are free</legend>
    <p class="govuk-hint">Such as 10:00 to 16:00. Leave a day empty if they are not free on it.</p>
    {WEEKDAYS.map((day, at) => {
      const { from, to } = freeFields(at + 1)
      return (
        <div class="digiknow-free">
          <span aria-hidden="true">{day}</span>
          <Time attempt={attempt} name={from} day={day} label="from" />
          <Time attempt={attempt} name={to} day={day} label="to" />
        </div>
      )
    })}
  </fieldset>
)

/** How, when and for how many people a champion can help. */
export const ChampionFields = ({ attempt }: { attempt: Attempt }) => (
  <>
    <RadiosField attempt={attempt} name="kind" legend="What kind of champion they are" options={optionsOf(KINDS)} />
    <CheckboxesField attempt={attempt} name="languages" legend="Languages they speak" options={optionsOf(LANGUAGES)} />
    <CheckboxesField attempt={attempt} name="ways" legend="How they can help" options={optionsOf(WAYS)} />
    <TextField attempt={attempt} name="maxLearners" label="Most learners at one time" width={3} inputmode="numeric" />
    <TextField
      attempt={attempt}
      name="travelsMiles"
      label="How far they will travel, in miles"
      hint="Only matters if they help in person."
      width={3}
      inputmode="numeric"
    />
    <Week attempt={attempt} />
  </>
)
