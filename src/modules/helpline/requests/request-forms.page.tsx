import type { ComponentChildren } from 'preact'
import { type LikelyPerson, MaybeKnown, OneOfTwo } from '#modules/people'
import type { Attempt } from '#platform/forms'
import type { Ask, Page } from '#platform/http/ask'
import { staffPage } from '#platform/http/routes'
import {
  BackLink,
  Button,
  CheckboxesField,
  CheckboxField,
  DateField,
  HiddenField,
  optionsOf,
  RadiosField,
  SelectField,
  TextAreaField,
  TextField,
} from '#ui/govuk'
import { Form } from '#ui/layout'
import type { DeskAccount } from './owner'
import { BARRIERS, NEEDS, OUTCOMES, THEMES, WAITS_FOR } from './request'

export interface About {
  readonly name: string
  /** How to reach them, safely. */
  readonly reach: ComponentChildren
  /** Where the way back leads, below the base. */
  readonly from: string
}

interface FormPage {
  title: string
  button: string
  about: About
  attempt: Attempt
}

const formPage = (ask: Ask, { title, button, about, attempt }: FormPage, fields: ComponentChildren): Page =>
  staffPage(
    title,
    <>
      <BackLink href={ask.base + about.from}>Back</BackLink>
      <section class="digiknow-panel">
        <Form attempt={attempt}>
          <h1 class="govuk-heading-l govuk-!-margin-bottom-1">{title}</h1>
          <p class="digiknow-soft-text">For {about.name}</p>
          {about.reach}
          {fields}
          <Button preventDoubleClick>{button}</Button>
        </Form>
      </section>
    </>,
    { section: '/requests' },
  )

const StepFields = ({ attempt, label = 'What happens next' }: { attempt: Attempt; label?: string }) => (
  <>
    <TextField attempt={attempt} name="nextAction" label={label} hint="Such as: ring back about the tablet." autocomplete="off" />
    <DateField attempt={attempt} name="nextActionOn" legend="Which day" hint="Day, month and year in numbers." />
  </>
)

const AskedFields = ({ attempt }: { attempt: Attempt }) => (
  <>
    <TextAreaField attempt={attempt} name="words" label="What they asked for, in their words" rows={4} />
    <CheckboxesField attempt={attempt} name="needs" legend="What they need" options={optionsOf(NEEDS)} small />
    <CheckboxesField attempt={attempt} name="barriers" legend="What holds them back" options={optionsOf(BARRIERS)} small />
    <SelectField
      attempt={attempt}
      name="theme"
      label="If they told us something: what is it about?"
      options={optionsOf(THEMES)}
      emptyLabel="Nothing to tell"
    />
  </>
)

/** Recording a request away from a call: at a desk, or from a note. */
export const newRequestPage = (ask: Ask, attempt: Attempt, about: About): Page =>
  formPage(
    ask,
    { title: 'New request', button: 'Save this request', about, attempt },
    <>
      <AskedFields attempt={attempt} />
      <StepFields attempt={attempt} />
    </>,
  )

const EDITS = {
  triage: { title: 'Look at it, and say what happens', button: 'Save and go on' },
  edit: { title: 'Put this request right', button: 'Save' },
} as const
export type EditPage = keyof typeof EDITS

export interface EditParts {
  readonly accounts: readonly DeskAccount[]
  /** People we know who may be the one a form made a record of. */
  readonly likely: readonly LikelyPerson[]
  /** What stands beside each of them, by id. */
  readonly beside: ReadonlyMap<string, ComponentChildren>
}

/** All that can be said of an open request, and whose it is: for looking at a new one, and for putting one right. */
export const editPage = (
  ask: Ask,
  attempt: Attempt,
  about: About,
  which: EditPage,
  { accounts, likely, beside }: EditParts,
): Page =>
  formPage(
    ask,
    { ...EDITS[which], about, attempt },
    <>
      <MaybeKnown attempt={attempt} people={likely} none="No, they are new to us" instead={<OneOfTwo />} beside={beside} />
      <AskedFields attempt={attempt} />
      <SelectField
        attempt={attempt}
        name="owner"
        label="Who has it"
        options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
        emptyLabel={which === 'edit' ? 'Nobody yet' : 'Choose a person'}
      />
      <StepFields attempt={attempt} />
    </>,
  )

const STEPS = {
  plan: { title: 'Change the next step', button: 'Save the next step', label: 'What happens next' },
  wait: { title: 'Put aside until a day', button: 'Put it aside', label: 'What to do on that day' },
  reopen: { title: 'Open it again', button: 'Open it again', label: 'What happens next' },
} as const
export type StepPage = keyof typeof STEPS

/** A next step and its day: for changing it, for putting a request aside, and for opening one again. */
export const stepPage = (ask: Ask, attempt: Attempt, about: About, which: StepPage, seenAs: string): Page =>
  formPage(
    ask,
    { ...STEPS[which], about, attempt },
    <>
      {which === 'plan' && <HiddenField name="seenAs" value={seenAs} />}
      {which === 'wait' && (
        <RadiosField attempt={attempt} name="waitsFor" legend="What does it wait for?" options={optionsOf(WAITS_FOR)} small />
      )}
      <StepFields attempt={attempt} label={STEPS[which].label} />
    </>,
  )

/** How a request ended, and what changed for the person. */
export const closePage = (ask: Ask, attempt: Attempt, about: About, asker: string | null): Page =>
  formPage(
    ask,
    { title: 'Close this request', button: 'Close it', about, attempt },
    <>
      <RadiosField attempt={attempt} name="outcome" legend="How did it end?" options={optionsOf(OUTCOMES)} />
      <TextAreaField
        attempt={attempt}
        name="whatChanged"
        label="What changed for them"
        hint="Such as: she rings her grandson by video every Sunday, by herself."
        rows={4}
      />
      {asker && (
        <CheckboxField
          attempt={attempt}
          name="tellNobody"
          label={`Do not tell ${asker}, who asked for them`}
          hint="Without a tick we tell them that it is finished, and nothing more."
        />
      )}
    </>,
  )
