import { addDays } from '#platform/clock'
import type { Attempt } from '#platform/forms'
import { daysBetween, formatDay, plainDate } from '#ui/format'
import { Button, HiddenField, optionsOf, SelectField, TextAreaField, TextField } from '#ui/govuk'
import { Form } from '#ui/layout'
import { BARRIERS, inWords, NEEDS } from '../requests/request'
import type { OpenRequest } from '../requests/request.queries'
import { DIRECTIONS, NEW_REQUEST, NEXT_STEPS, RESULTS } from './call'
import { CALL_FORM } from './call-desk-who'
import { Pick } from './pick'

const SUNDAY = 7

/** The next working day: when most next steps happen. */
export const nextWorkingDay = (today: string): string => {
  const weekday = plainDate(today).dayOfWeek
  return addDays(today, weekday >= 5 ? SUNDAY + 1 - weekday : 1)
}

const dayWords = (day: string, today: string): string => ['Today', 'Tomorrow'][daysBetween(today, day)] ?? formatDay(day, today)

/** The days to choose from: two weeks of days, then by the week. */
const dayOptions = (today: string) =>
  [...Array(15).keys(), 21, 28, 42, 56, 84].map((ahead) => {
    const day = addDays(today, ahead)
    return { value: day, label: dayWords(day, today) }
  })

const requestOptions = (open: readonly OpenRequest[]) => [
  ...open.map(({ reference, needs }) => ({ value: reference, label: `${reference} ${inWords(needs, NEEDS)}` })),
  { value: NEW_REQUEST, label: 'A new request' },
]

interface CallFormProps {
  attempt: Attempt
  person: string | null
  open: readonly OpenRequest[]
  today: string
}

const When = ({ attempt, open, today }: Omit<CallFormProps, 'person'>) => (
  <div class="digiknow-fields">
    {open.length > 0 && <SelectField attempt={attempt} name="request" label="What is it about?" options={requestOptions(open)} />}
    <SelectField attempt={attempt} name="nextOn" label="When" options={dayOptions(today)} />
    <TextField attempt={attempt} name="nextWords" label="Anything to add" autocomplete="off" />
  </div>
)

const Facts = ({ attempt }: { attempt: Attempt }) => (
  <div class="digiknow-fields">
    <SelectField attempt={attempt} name="direction" label="Who rang" options={optionsOf(DIRECTIONS)} />
    <SelectField attempt={attempt} name="result" label="How it went" options={optionsOf(RESULTS)} />
    <TextField
      attempt={attempt}
      name="minutes"
      label="Minutes"
      width={3}
      inputmode="numeric"
      attributes={{ 'data-minutes': '' }}
    />
  </div>
)

/** What they say, what they need, and what happens next: one form, one press. */
export const CallForm = ({ attempt, person, open, today }: CallFormProps) => (
  <section class="digiknow-panel digiknow-panel--go" aria-labelledby="call">
    <h2 id="call">This call</h2>
    {/* The errors stand at the top of the page, above all panels this form's fields are in. */}
    <Form attempt={{ ...attempt, errors: [] }} id={CALL_FORM}>
      {person && <HiddenField name="person" value={person} />}
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
      />
      <Pick
        attempt={attempt}
        name="needs"
        legend={
          <>
            Needs <kbd>1–6</kbd>
          </>
        }
        options={NEEDS}
        type="checkbox"
      />
      <Pick
        attempt={attempt}
        name="barriers"
        legend={
          <>
            What holds them back <kbd>B</kbd>
          </>
        }
        options={BARRIERS}
        type="checkbox"
      />
      <Facts attempt={attempt} />
      <Pick
        attempt={attempt}
        name="next"
        legend={
          <>
            Before you hang up <kbd>A</kbd>
          </>
        }
        options={NEXT_STEPS}
        type="radio"
      />
      <When attempt={attempt} open={open} today={today} />
      <div class="digiknow-btns">
        <Button preventDoubleClick>
          Save and end call <kbd>Ctrl ↵</kbd>
        </Button>
      </div>
    </Form>
  </section>
)
