import type { ComponentChildren } from 'preact'
import { Button, HiddenField, optionsOf, SelectField, TextAreaField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { BARRIERS, inWords, NEEDS, THEMES } from '../requests/request'
import type { OpenRequest } from '../requests/request.queries'
import { DIRECTIONS, NEW_REQUEST, RESULTS } from './call'
import { CALL_FORM } from './call-desk-who'
import { asksForOthers, NextStep, type NextStepProps } from './next-step'
import { OnBehalf } from './on-behalf'
import { Pick } from './pick'

const NEED_KEYS = Object.fromEntries(Object.keys(NEEDS).map((need, at) => [need, String(at + 1)]))

const requestOptions = (open: readonly OpenRequest[]) => [
  ...open.map(({ reference, needs, for_name }) => ({
    value: reference,
    label: `${reference} ${inWords(needs, NEEDS)}${for_name ? `, for ${for_name}` : ''}`,
  })),
  { value: NEW_REQUEST, label: 'A new request' },
]

/** What the form is kept under while it is typed. */
export interface Keeping {
  /** Where it is saved. */
  readonly at: string
  /** Where to sign in again, should the sign-in end on the way. */
  readonly signIn: string
  readonly turn: number
  readonly since: Date
}

export interface CallFormProps extends NextStepProps {
  person: string | null
  incoming: string
  keeping: Keeping
  /** A call with them that was begun before, to go on with. */
  begun: ComponentChildren
}

const Facts = ({ attempt, open }: Some<'attempt' | 'open'>) => (
  <div class="digiknow-fields digiknow-fields--facts">
    <SelectField attempt={attempt} name="direction" label="Who rang" options={optionsOf(DIRECTIONS)} />
    <SelectField
      attempt={attempt}
      name="result"
      label={
        <>
          How it went <kbd>H</kbd>
        </>
      }
      options={optionsOf(RESULTS)}
      attributes={{ 'data-key': 'h' }}
    />
    <TextField
      attempt={attempt}
      name="minutes"
      label="Minutes, or the timer’s"
      width={3}
      inputmode="numeric"
      autocomplete="off"
    />
    {open.length > 0 && <SelectField attempt={attempt} name="request" label="What is it about?" options={requestOptions(open)} />}
    <div class="digiknow-for" data-for-need="feedback">
      <SelectField
        attempt={attempt}
        name="theme"
        label="What do they tell us about?"
        options={optionsOf(THEMES)}
        emptyLabel="Choose"
      />
    </div>
  </div>
)

type Some<K extends keyof CallFormProps> = { [Key in K]: CallFormProps[Key] }

const Notes = ({ attempt, person }: Some<'attempt' | 'person'>) => (
  <TextAreaField
    attempt={attempt}
    name="notes"
    label={
      <>
        What are they telling you? <kbd>N</kbd>
      </>
    }
    labelSize="s"
    rows={3}
    attributes={{ 'data-key': 'n', ...(person && attempt.errors.length === 0 && { autofocus: '' }) }}
  />
)

const Buttons = ({ at, signIn }: Keeping) => (
  <div class="digiknow-btns">
    <Button preventDoubleClick>
      Save and end call <kbd>Ctrl ↵</kbd>
    </Button>
    <Button classes="govuk-button--secondary" name="aside" value="yes" attributes={{ formaction: at }}>
      Put aside for now
    </Button>
    {/* What is typed is kept first, with a script or without. */}
    <Button classes="govuk-button--secondary" name="worried" value="yes" attributes={{ formaction: at }}>
      I am worried about their safety
    </Button>
    <span class="digiknow-soft-text" data-saved />
    <a class="govuk-link" href={signIn} target="_blank" data-sign-in hidden rel="noopener">
      Sign in (opens a new tab)
    </a>
  </div>
)

/** What they say, what they need, and what happens next: one form, one press, kept on the server as it is typed. */
export const CallForm = ({ keeping, ...props }: CallFormProps) => {
  const { attempt, person, open, incoming, begun } = props
  return (
    <section class="digiknow-panel digiknow-panel--go" aria-labelledby="call">
      <h2 id="call">This call</h2>
      {begun}
      {/* The errors stand at the top of the page, above all panels this form's fields are in. */}
      <Form
        attempt={{ ...attempt, errors: [] }}
        id={CALL_FORM}
        data={{ keep: keeping.at, turn: String(keeping.turn), since: String(keeping.since.getTime()) }}
      >
        {person && <HiddenField name="person" value={person} />}
        {incoming && <HiddenField name="incoming" value={incoming} />}
        <Notes attempt={attempt} person={person} />
        <OnBehalf attempt={attempt} asksWhom={asksForOthers(open)} />
        <Pick attempt={attempt} name="needs" legend="Needs" options={NEEDS} type="checkbox" keys={NEED_KEYS} />
        <Pick attempt={attempt} name="barriers" legend="What holds them back" options={BARRIERS} type="checkbox" shortcut="B" />
        <Facts attempt={attempt} open={open} />
        <NextStep {...props} />
        <Buttons {...keeping} />
      </Form>
    </section>
  )
}
